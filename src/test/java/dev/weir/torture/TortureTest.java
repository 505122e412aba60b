package dev.weir.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A torture run as part of a build, where one is asked for with {@code -Dtorture.minutes=3}. */
@Tag("broker")
@EnabledIfSystemProperty(
        named = "torture.minutes",
        matches = ".+",
        disabledReason = "takes minutes: mvn verify -Dtorture.minutes=3, or scripts/dev torture")
class TortureTest {
    @Test
    void detectorsAndBrokerUnderFaults_loseNothingAndDoNothingTwice() {
        double minutes = Double.parseDouble(System.getProperty("torture.minutes"));

        assertThat(Torture.run(minutes, Long.getLong("torture.seed", 1), System.out))
                .isEmpty();
    }
}
