package dev.weir.simulation.slow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.flow.Flow;
import dev.weir.simulation.office.SimulatedFlow;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowAttackTest {
    private static final Duration LENGTH = Duration.ofHours(12);

    @ParameterizedTest
    @EnumSource
    void office_hasOneAttackThatSendsAboutAFlowAnHour(SlowAttack attack) {
        List<SimulatedFlow> office = attack.office(1, LENGTH);
        List<SimulatedFlow> malicious =
                office.stream().filter(SimulatedFlow::malicious).toList();
        assertThat(malicious).hasSizeBetween(6, 16);
        assertThat(malicious).extracting(SimulatedFlow::category).containsOnly(attack.word());
        assertThat(malicious)
                .extracting(sent -> sent.flow().source())
                .containsOnly(malicious.get(0).flow().source());
        assertThat(malicious).extracting(SimulatedFlow::id).doesNotHaveDuplicates();
        assertThat(office).hasSizeGreaterThan(5_000);
        assertThat(office)
                .extracting(SimulatedFlow::flow)
                .isSortedAccordingTo(Comparator.comparingLong(Flow::timestampMicros));
    }

    @Test
    void sameSeed_givesTheSameFlows() {
        List<SimulatedFlow> office = SlowAttack.SCAN.office(2, LENGTH);
        assertThat(SlowAttack.SCAN.office(2, LENGTH)).isEqualTo(office);
        assertThat(SlowAttack.SCAN.office(3, LENGTH)).isNotEqualTo(office);
    }

    @Test
    void tooShortATime_isRefused() {
        assertThatThrownBy(() -> SlowAttack.GUESSING.office(1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody used port");
    }
}
