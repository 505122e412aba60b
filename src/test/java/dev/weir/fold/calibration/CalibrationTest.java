package dev.weir.fold.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    private final Random random = new Random(7);

    @Test
    void probability_isTheScore_beforeAnyVerdict() {
        assertThat(Calibration.NONE.isEmpty()).isTrue();
        assertThat(Calibration.NONE.probability(0)).isEqualTo(0.5);
        assertThat(Calibration.NONE.probability(3)).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-12));
    }

    @Test
    void probability_isWhatVerdictsCameTo_whereScoresAreTooSure() {
        Calibration learned = Calibration.NONE;
        for (int i = 0; i < 2_000; i++) {
            double logit = 8 * random.nextDouble() - 4;
            learned = learned.after(logistic(logit), random.nextDouble() < logistic(0.3 * logit - 0.5), 1);
        }
        assertThat(learned.verdicts()).isEqualTo(2_000);
        for (double logit = -4; logit <= 4; logit++) {
            assertThat(learned.probability(logit)).isCloseTo(logistic(0.3 * logit - 0.5), within(0.15));
        }
    }

    @Test
    void probability_risesWithTheScore_evenWhereVerdictsSayTheOpposite() {
        Calibration learned = Calibration.NONE;
        for (int i = 0; i < 500; i++) {
            boolean isHigh = i % 2 == 0;
            learned = learned.after(isHigh ? 0.99 : 0.01, !isHigh, 1);
        }
        assertThat(learned.probability(2)).isGreaterThan(learned.probability(-2));
    }

    @Test
    void verdict_countsLess_whoseTeacherIsLessBelieved() {
        double believed = Calibration.NONE.after(0.9, false, 1).probability(1);
        double doubted = Calibration.NONE.after(0.9, false, 0.1).probability(1);
        assertThat(believed).isLessThan(doubted);
        assertThat(doubted).isLessThan(Calibration.NONE.probability(1));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false", "4.9E-324, true"})
    void after_staysSound_whateverScoresThereWere(double score, boolean isMalicious) {
        Calibration learned = Calibration.NONE;
        for (int i = 0; i < 20_000; i++) {
            learned = learned.after(score, isMalicious, 1);
        }
        assertThat(learned.probability(0)).isBetween(0.0, 1.0);
    }

    @Test
    void read_givesWhatWasWritten() throws IOException {
        Calibration learned = Calibration.NONE.after(0.7, true, 0.5).after(0.2, true, 1);
        assertThat(read(written(learned))).isEqualTo(learned);
    }

    @Test
    void read_refusesWhatNoVerdictsCanComeTo() throws IOException {
        byte[] bytes = written(Calibration.NONE);
        bytes[8] = (byte) 0xFF;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IllegalArgumentException.class);
        byte[] negative = written(Calibration.NONE);
        negative[0] = -1;
        assertThatThrownBy(() -> read(negative)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static byte[] written(Calibration calibration) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        calibration.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Calibration read(byte[] bytes) throws IOException {
        return Calibration.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
