package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.ThreatKind;
import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.AllowRule;
import dev.weir.flow.Flow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowEventJsonTest {
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void rules_areReadAsTheyWereWritten() {
        for (AllowRule rule : new AllowRule[] {
            new AllowRule("10.1.0.0/16", "printer", 445, ThreatKind.PORT_SCAN, UNTIL, "our \"scanner\""),
            new AllowRule(null, "10.0.0.1", Flow.ABSENT, null, UNTIL, "x")
        }) {
            byte[] written = AllowEventJson.write(new AllowEvent.Allow(rule, "alice"));

            assertThat(AllowEventJson.read(written)).hasValueSatisfying(read -> {
                assertThat(read.by()).isEqualTo("alice");
                assertThat(AllowEventJson.write(read)).isEqualTo(written);
            });
        }
        AllowEvent gone = new AllowEvent.Disallow("a17", "bob");
        assertThat(AllowEventJson.read(AllowEventJson.write(gone))).hasValue(gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"event\":\"allow\"}",
                "{\"event\":\"disallow\",\"by\":\"a\"}",
                "{\"event\":\"allow\",\"source\":\"0.0.0.0/0\",\"until\":\"2027-01-01T00:00:00Z\",\"reason\":\"r\",\"by\":\"a\"}",
                "{\"event\":\"allow\",\"source\":\"a\",\"until\":\"tomorrow\",\"reason\":\"r\",\"by\":\"a\"}",
                "{\"event\":\"allow\",\"source\":\"a\",\"kind\":\"none\",\"until\":\"2027-01-01T00:00:00Z\",\"reason\":\"r\",\"by\":\"a\"}",
                "{\"event\":\"allow\",\"source\":\"a\",\"port\":\"x\",\"until\":\"2027-01-01T00:00:00Z\",\"reason\":\"r\",\"by\":\"a\"}",
                "{\"event\":\"allow\",\"source\":\"a\",\"until\":\"2027-01-01T00:00:00Z\",\"reason\":\"r\"}"
            })
    void whatIsNoEvent_isNone(String record) {
        assertThat(AllowEventJson.read(record.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void anyBytes_areReadWithoutThrowing() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] good = AllowEventJson.write(
                new AllowEvent.Allow(new AllowRule("a", null, 1, ThreatKind.FLOOD, UNTIL, "r"), "alice"));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            AllowEventJson.read(bytes);
        }
        assertThat(AllowEventJson.read(null)).isEmpty();
        assertThat(AllowEventJson.read(new byte[100_000])).isEmpty();
    }
}
