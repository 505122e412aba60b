package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.evaluation.report.HoldReport;
import org.junit.jupiter.api.Test;

class HoldCountTest {
    private final HoldCount count = new HoldCount();

    @Test
    void holdAfterWrongVerdicts_isCountedFromTheFirstOfThem() {
        taught("hhhwhwwWHHhh");
        assertThat(count.report()).isEqualTo(new HoldReport(12, 3, 1, 0, 5));
    }

    @Test
    void holdBeforeAnyWrongVerdict_isFalse_andTheNextOneIsNot() {
        taught("hhHHhhwW");
        assertThat(count.report()).isEqualTo(new HoldReport(8, 6, 2, 1, 2));
    }

    @Test
    void neverHeld_hasNoTimeToAHold() {
        taught("hhw");
        assertThat(count.report().lessonsToHold()).isNaN();
    }

    /** Honest and wrong verdicts; in capitals where learning is held after them. */
    private void taught(String verdicts) {
        verdicts.chars()
                .forEach(
                        verdict -> count.taught(Character.toLowerCase(verdict) == 'w', Character.isUpperCase(verdict)));
    }
}
