package dev.weir.scoring;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;

/**
 * Ranks flows before the first verdict. The anomaly score of a flow is turned into a logit that is added to the model's; its
 * weight is halved by {@value #HALF_LIFE_LESSONS} lessons, by when the model, which sees the anomaly as one of its features,
 * knows better.
 */
final class AnomalyPrior {
    /** The name of this contribution in an explanation. */
    static final String NAME = "anomaly prior";

    private static final String COLUMN = "anomaly";
    private static final double HALF_LIFE_LESSONS = 50;
    /** An anomaly of 0 counts as unlikely (2 %), one of 1 as likely (80 %). */
    private static final double LOGIT_AT_ZERO = -4;

    private static final double LOGIT_AT_ONE = 1.4;

    private final int column;

    AnomalyPrior(FeatureSchema schema) {
        this.column = schema.position(COLUMN);
    }

    double logit(FeatureVector vector, long lessons) {
        double anomaly = vector.get(column);
        if (Double.isNaN(anomaly)) {
            return 0;
        }
        double untaught = LOGIT_AT_ZERO + anomaly * (LOGIT_AT_ONE - LOGIT_AT_ZERO);
        return untaught * HALF_LIFE_LESSONS / (HALF_LIFE_LESSONS + lessons);
    }
}
