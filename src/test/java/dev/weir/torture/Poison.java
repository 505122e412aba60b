package dev.weir.torture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of somebody who means harm, or knows no better. */
final class Poison {
    private static final int BURST = 40;
    private static final int LARGE_BYTES = 700_000;
    private static final String FLOW = "\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.1.0.1\",\"proto\":\"tcp\"";

    private static final List<String> TEXTS = List.of(
            "",
            "{",
            "not a flow at all",
            "[".repeat(100_000),
            "{\"ts\":".repeat(50_000),
            "{\"ts\":NaN," + FLOW + "}",
            "{\"ts\":1e999," + FLOW + "}",
            "{\"ts\":-1," + FLOW + "}",
            "{\"ts\":4102444800," + FLOW + "}",
            "{\"ts\":99999999999999," + FLOW + "}",
            "{\"ts\":1700000000,\"ts\":1," + FLOW + "}",
            "{\"ts\":1700000000,\"duration\":Infinity," + FLOW + "}",
            "{\"ts\":1700000000,\"src_bytes\":-5," + FLOW + "}",
            "{\"ts\":1700000000,\"src_bytes\":9223372036854775807,\"dst_bytes\":9223372036854775807," + FLOW + "}",
            "{\"ts\":1700000000,\"service\":\"\\u001b[31mred\\u0000\"," + FLOW + "}",
            "{\"ts\":1700000000,\"id\":\"\\u001b]0;title\\u0007\"," + FLOW + "}",
            "{\"ts\":1700000000,\"src_ip\":\"" + "a".repeat(100_000) + "\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}",
            "#fields\tts\tuid",
            "1700000000.0\tC1\t10.0.0.1",
            "ts,id,src_ip\n1,2,3",
            "{\"flow_id\":\"f1\",\"verdict\":\"malicious\"}");

    private Poison() {}

    static List<byte[]> burst(long luck) {
        Random random = new Random(luck);
        List<byte[]> burst = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            burst.add(one(random));
        }
        return burst;
    }

    private static byte[] one(Random random) {
        int kind = random.nextInt(TEXTS.size() + 3);
        if (kind < TEXTS.size()) {
            return TEXTS.get(kind).getBytes(StandardCharsets.UTF_8);
        }
        byte[] noise = new byte[kind == TEXTS.size() ? LARGE_BYTES : random.nextInt(2_000)];
        random.nextBytes(noise);
        if (kind == TEXTS.size() + 1 && noise.length > 0) {
            noise[0] = '{';
        }
        return noise;
    }
}
