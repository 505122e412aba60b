package dev.weir.bench;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Simulated flows as a Zeek with the usual packages writes them in JSON, some 600 bytes each. The same seed gives the same
 * bytes.
 */
final class ZeekFlows implements Iterator<ZeekFlows.ZeekFlow> {
    private static final int OFFICE_HOSTS = 1_000;
    private static final int BUSY_SERVERS = 100;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int HASH_CHARACTERS = 27;
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final TrafficSimulator simulator;
    private final SplittableRandom random;
    private final int distinctHosts;
    private final StringBuilder text = new StringBuilder(1_024);
    private int flows;

    /** One record, the host to key it by, and what it really was. */
    record ZeekFlow(String id, String source, String json, boolean malicious) {
        byte[] value() {
            return json.getBytes(StandardCharsets.US_ASCII);
        }

        byte[] key() {
            return source.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** @param distinctHosts 0 for the hosts of the simulation; else each flow has as source, and every other as destination, one of so many */
    ZeekFlows(long seed, int distinctHosts) {
        this.simulator = new TrafficSimulator(new SimulationSettings(
                seed, OFFICE_HOSTS, 0.05, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(365)));
        this.random = new SplittableRandom(seed);
        this.distinctHosts = distinctHosts;
    }

    @Override
    public boolean hasNext() {
        return simulator.hasNext();
    }

    @Override
    public ZeekFlow next() {
        SimulatedFlow simulated = simulator.next();
        Flow flow = simulated.flow();
        String source = flow.source().text();
        String destination = flow.destination().text();
        if (distinctHosts > 0) {
            // Each of them once, in turn, and then any.
            source = host(flows < distinctHosts ? flows : random.nextInt(distinctHosts));
            destination = host(random.nextInt(flows % 2 == 0 ? distinctHosts : Math.min(BUSY_SERVERS, distinctHosts)));
        }
        flows++;
        write(simulated, source, destination);
        return new ZeekFlow(simulated.id().value(), source, text.toString(), simulated.malicious());
    }

    private static String host(int number) {
        return "10." + (number >>> 16) + "." + ((number >>> 8) & 0xff) + "." + (number & 0xff);
    }

    private void write(SimulatedFlow simulated, String source, String destination) {
        Flow flow = simulated.flow();
        text.setLength(0);
        text.append("{\"_path\":\"conn\",\"_system_name\":\"sensor-01\",\"_write_ts\":");
        seconds(flow.timestampMicros());
        text.append(",\"ts\":");
        seconds(flow.timestampMicros());
        text.append(",\"uid\":\"").append(simulated.id().value());
        text.append("\",\"id.orig_h\":\"")
                .append(source)
                .append("\",\"id.orig_p\":")
                .append(flow.sourcePort());
        text.append(",\"id.resp_h\":\"")
                .append(destination)
                .append("\",\"id.resp_p\":")
                .append(flow.destinationPort());
        text.append(",\"proto\":\"").append(Protocol.name(flow.protocol())).append('"');
        if (flow.service() != null) {
            text.append(",\"service\":\"").append(flow.service()).append('"');
        }
        if (!Double.isNaN(flow.durationSeconds())) {
            text.append(",\"duration\":");
            seconds(Math.round(flow.durationSeconds() * MICROS_PER_SECOND));
        }
        number("orig_bytes", flow.sourceBytes());
        number("resp_bytes", flow.destinationBytes());
        text.append(",\"conn_state\":\"").append(flow.state()).append("\",\"local_orig\":true,\"local_resp\":false");
        text.append(",\"missed_bytes\":0,\"history\":\"ShADadFf\"");
        number("orig_pkts", flow.sourcePackets());
        number("orig_ip_bytes", flow.sourceBytes() + 40 * flow.sourcePackets());
        number("resp_pkts", flow.destinationPackets());
        number("resp_ip_bytes", flow.destinationBytes() + 40 * flow.destinationPackets());
        text.append(
                ",\"tunnel_parents\":[],\"orig_l2_addr\":\"00:16:3e:5a:10:02\",\"resp_l2_addr\":\"00:16:3e:5a:20:01\"");
        text.append(",\"vlan\":120,\"community_id\":\"1:");
        for (int i = 0; i < HASH_CHARACTERS; i++) {
            text.append(BASE64.charAt(random.nextInt(BASE64.length())));
        }
        text.append("=\"}");
    }

    /** With six digits behind the point, by hand: a formatter takes longer than all the rest of a flow. */
    private void seconds(long micros) {
        text.append(micros / MICROS_PER_SECOND).append('.');
        long fraction = micros % MICROS_PER_SECOND;
        for (long digit = MICROS_PER_SECOND / 10; digit > 0; digit /= 10) {
            text.append((char) ('0' + fraction / digit % 10));
        }
    }

    private void number(String name, long value) {
        if (value >= 0) {
            text.append(",\"").append(name).append("\":").append(value);
        }
    }
}
