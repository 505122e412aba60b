package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulationSettingsTest {
    private static final Instant START = Instant.parse("2025-03-03T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void hosts_fewerThanAnOfficeNeeds_areRefused() {
        assertThatThrownBy(() -> new SimulationSettings(1, 9, 0.05, START, DAY))
                .hasMessage("hosts must be 10 to 20000, got 9");
    }

    @Test
    void maliciousShare_thatIsNoShare_isRefused() {
        assertThatThrownBy(() -> new SimulationSettings(1, 60, Double.NaN, START, DAY))
                .hasMessageContaining("malicious share must be 0 to 0.5, got NaN");
        assertThatThrownBy(() -> new SimulationSettings(1, 60, 0.51, START, DAY))
                .hasMessageContaining("got 0.51");
    }

    @Test
    void start_beforeTheEpoch_isRefused() {
        assertThatThrownBy(() -> new SimulationSettings(1, 60, 0.05, Instant.parse("1969-12-31T23:59:59Z"), DAY))
                .hasMessageContaining("start must be 1970 to 2200");
    }

    @Test
    void length_ofNothing_isRefused() {
        assertThatThrownBy(() -> new SimulationSettings(1, 60, 0.05, START, Duration.ZERO))
                .hasMessageContaining("length must be more than 0");
    }
}
