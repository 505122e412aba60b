package dev.weir.desk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Alerts as they are on the topic, of chance but for what a test asks for. */
final class AlertRecords {
    private static final String[] KINDS = {"tcp/22", "dns", "http", "ssl", "many ports", "tcp/3389", "udp/123", "icmp"};
    private static final String REASONS = "\"logit\":1.5,\"base\":-3.1,\"reasons\":["
            + "{\"feature\":\"src.failure_ratio.60s in [0.75,1)\",\"logit\":3.9},{\"feature\":\"src.new_hosts.1h in [64,inf)\",\"logit\":2.2},"
            + "{\"feature\":\"dst_bytes in [0,64)\",\"logit\":0.8},{\"feature\":\"pair.count.60s in [1,2)\",\"logit\":0.2},"
            + "{\"feature\":\"duration in [0,0.1)\",\"logit\":-0.7},{\"feature\":\"anomaly in [0.9,1)\",\"logit\":0.1}],\"rest\":0.1}";

    private final Random random;

    AlertRecords(long seed) {
        this.random = new Random(seed);
    }

    byte[] next(String id) {
        return of(
                id,
                id,
                "10." + random.nextInt(4) + "." + random.nextInt(64) + "." + random.nextInt(256),
                KINDS[random.nextInt(KINDS.length)],
                0.5 + random.nextDouble() / 2,
                1 + random.nextInt(8));
    }

    byte[] of(String id, String flowId, String source, String kind, double score, long flows) {
        long at = 1_700_000_000L + random.nextInt(1_000_000);
        String destination = "172.16." + random.nextInt(256) + "." + random.nextInt(256);
        return ("{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + flowId + "\",\"score\":" + score
                        + ",\"model_version\":" + random.nextInt(2_000) + ",\"scored_at\":" + at + "000,\"ts\":" + at
                        + ",\"src_ip\":\"" + source + "\",\"src_port\":40000,\"dst_ip\":\"" + destination
                        + "\",\"dst_port\":22,\"proto\":\"tcp\",\"duration\":0.1,\"src_bytes\":100,\"dst_bytes\":0,"
                        + "\"severity\":\"high\",\"rule\":\"threshold\",\"threshold\":0.5,\"kind\":\"" + kind
                        + "\",\"count\":" + flows + ",\"first_seen\":" + at + ".25,\"last_seen\":" + (at + 60)
                        + ",\"destinations\":" + flows + "," + REASONS)
                .toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.UTF_8);
    }
}
