package dev.weir.evaluation;

import dev.weir.features.FeatureSettings;

/**
 * How to train.
 *
 * @param share part of the labelled flows to learn, by chance, above 0 and up to 1
 * @param seed of that chance
 * @param features settings of the features
 */
public record TrainingSettings(double share, long seed, FeatureSettings features) {
    private static final long DEFAULT_SEED = 42;

    /** @throws IllegalArgumentException if the share is outside its range */
    public TrainingSettings {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and up to 1, got " + share);
        }
    }

    /** Every labelled flow. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(1, DEFAULT_SEED, FeatureSettings.defaults());
    }
}
