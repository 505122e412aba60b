package dev.weir.evaluation.suite;

import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.MeasuredModel;

/**
 * How to measure a suite.
 *
 * @param evaluation how to measure one set; its seed is the first of the seeds
 * @param seeds how many seeds, each one above the other, 1 to 100
 * @param thinned what part of the malicious flows the thinned sets keep, above 0 and up to 1
 * @param threads how many sets are measured at the same time, 1 to 64
 */
public record SuiteSettings(EvaluationSettings evaluation, int seeds, double thinned, int threads) {
    private static final int MOST_SEEDS = 100;
    private static final int MOST_THREADS = 64;

    /** @throws IllegalArgumentException if a value is outside the range given above; the message names it */
    public SuiteSettings {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new IllegalArgumentException("seeds must be 1 to " + MOST_SEEDS + ", got " + seeds);
        }
        if (!(thinned > 0 && thinned <= 1)) {
            throw new IllegalArgumentException("thinned part must be above 0 and up to 1, got " + thinned);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", got " + threads);
        }
    }

    SuiteSettings measuring(MeasuredModel model) {
        return new SuiteSettings(evaluation.with(to -> to.model = model), seeds, thinned, threads);
    }
}
