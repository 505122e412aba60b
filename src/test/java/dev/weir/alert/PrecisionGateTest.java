package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionGateTest {
    private final Random random = new Random(11);

    @Test
    void savedStateThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrecisionGate(0.9).load(new byte[3]))
                .withMessageContaining("got 3 bytes");
    }

    @Test
    void nothingSeen_orNothingGoodEnough_holdsTheTargetItself() {
        PrecisionGate gate = new PrecisionGate(0.9);
        assertThat(gate.threshold()).isEqualTo(0.9);
        for (int i = 0; i < 5_000; i++) {
            gate.observe(0.3 * random.nextDouble(), i, false, i);
        }
        assertThat(gate.threshold()).isEqualTo(0.9);
        assertThat(gate.isAlerting(0.89)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 0.9, 0.97})
    void precisionOfCalibratedScores_isTheTarget(double target) {
        PrecisionGate gate = new PrecisionGate(target);
        int alerts = 0;
        int right = 0;
        for (int i = 0; i < 200_000; i++) {
            double score = Math.pow(random.nextDouble(), 3);
            boolean malicious = random.nextDouble() < score;
            if (gate.isAlerting(score) && i > 10_000) {
                alerts++;
                right += malicious ? 1 : 0;
            }
            gate.observe(score, i, false, i);
        }
        assertThat(right / (double) alerts).isCloseTo(target, within(0.02));
        assertThat(gate.threshold()).isLessThanOrEqualTo(target);
    }

    @Test
    void restart_goesOnWithTheSameThreshold() {
        PrecisionGate gate = new PrecisionGate(0.8);
        for (int i = 0; i < 50_000; i++) {
            gate.observe(random.nextDouble(), i, false, i);
        }
        PrecisionGate restarted = new PrecisionGate(0.8);
        restarted.load(gate.save());
        assertThat(restarted.threshold()).isCloseTo(gate.threshold(), within(0.02));
        assertThat(restarted.save()).isEqualTo(gate.save());
    }
}
