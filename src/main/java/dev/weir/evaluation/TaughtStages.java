package dev.weir.evaluation;

import dev.weir.evaluation.metrics.CalibrationMetrics;
import dev.weir.evaluation.metrics.RankingMetrics;
import dev.weir.evaluation.metrics.ScoredSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Notes from which flow on so many verdicts had been given. */
final class TaughtStages {
    private final int[] from = new int[TaughtStage.LABELS.size()];

    TaughtStages() {
        Arrays.fill(from, -1);
    }

    /** To be called before each flow. */
    void before(int position, long labelsUsed) {
        for (int stage = 0; stage < from.length; stage++) {
            if (from[stage] < 0 && labelsUsed >= TaughtStage.LABELS.get(stage)) {
                from[stage] = position;
            }
        }
    }

    /** @param calibrated the same flows with their probabilities */
    List<TaughtStage> of(ScoredSet set, ScoredSet calibrated) {
        List<TaughtStage> stages = new ArrayList<>();
        for (int stage = 0; stage < from.length; stage++) {
            if (from[stage] >= 0 && from[stage] < set.size()) {
                stages.add(new TaughtStage(
                        TaughtStage.LABELS.get(stage),
                        RankingMetrics.of(set.from(from[stage])).averagePrecision(),
                        CalibrationMetrics.of(calibrated, from[stage]).expectedError()));
            }
        }
        return stages;
    }
}
