package dev.weir.scoring;

/**
 * From what score on a flow is an alert.
 *
 * @param threshold least score of an alert, above 0 and up to 1
 */
public record ScoringSettings(double threshold) {
    /** @throws IllegalArgumentException if the threshold is outside its range */
    public ScoringSettings {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be above 0 and up to 1, got " + threshold);
        }
    }

    public static ScoringSettings defaults() {
        return new ScoringSettings(0.5);
    }
}
