package dev.weir.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationMetricsTest {
    @Test
    void nothingScored_hasNoBrierScore() {
        assertThat(CalibrationMetrics.of(new ScoredSet()).brier()).isNaN();
    }

    @Test
    void certainAndWrong_isAsBadAsCanBe() {
        ScoredSet set = new ScoredSet();
        set.add(1, false);
        set.add(0, true);
        CalibrationMetrics metrics = CalibrationMetrics.of(set);
        assertThat(metrics.brier()).isEqualTo(1);
        assertThat(metrics.expectedError()).isEqualTo(1);
    }

    @Test
    void scoresThatMeanWhatTheySay_haveNoError() {
        ScoredSet set = new ScoredSet();
        for (int i = 0; i < 10; i++) {
            set.add(0.8, i < 8);
        }
        CalibrationMetrics metrics = CalibrationMetrics.of(set);
        assertThat(metrics.expectedError()).isEqualTo(0, within(1e-12));
        assertThat(metrics.brier()).isEqualTo(0.16, within(1e-12));
        assertThat(metrics.bins())
                .singleElement()
                .satisfies(bin -> assertThat(bin.flows()).isEqualTo(10));
    }

    @Test
    void flowsBeforeTheFirst_doNotCount() {
        ScoredSet set = new ScoredSet();
        set.add(1, false);
        set.add(0.9, true);
        CalibrationMetrics metrics = CalibrationMetrics.of(set, 1);
        assertThat(metrics.expectedError()).isEqualTo(0.1, within(1e-12));
        assertThat(metrics.brier()).isEqualTo(0.01, within(1e-12));
    }
}
