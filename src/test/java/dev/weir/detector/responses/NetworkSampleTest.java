package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Host;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NetworkSampleTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private final NetworkSample sample = new NetworkSample();

    @Test
    void hostThatAnswersMany_isSeenToServeThem_andOneThatIsOnlyAskedIsNot() {
        assertThat(sample.activeHosts()).isEmpty();
        for (int i = 0; i < 214; i++) {
            see("10.0.0." + i, "10.0.9.53", 100);
            see("10.0.0." + i, "10.0.9.54", 0);
        }
        see("10.0.9.53", "10.0.9.1", 1);

        assertThat(sample.clientsOf(new Host("10.0.9.53")).orElseThrow()).isBetween(200L, 228L);
        assertThat(sample.clientsOf(new Host("10.0.9.54"))).isEmpty();
        assertThat(sample.activeHosts().orElseThrow()).isBetween(210L, 220L);
    }

    @Test
    void recordThatIsNoFlow_isLeftOut() {
        sample.see("[1]".getBytes(StandardCharsets.UTF_8), NOW);
        sample.see("{\"src_ip\":".getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(sample.activeHosts()).isEmpty();
    }

    private void see(String source, String destination, int answered) {
        String json = String.format(
                "{\"src_ip\":\"%s\",\"dst_ip\":\"%s\",\"dst_bytes\":%d,\"features\":\"AA\"}",
                source, destination, answered);
        sample.see(json.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
