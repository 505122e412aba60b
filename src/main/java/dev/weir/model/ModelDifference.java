package dev.weir.model;

import java.util.List;

/**
 * What changed from one model to another.
 *
 * @param fromVersion version of the first
 * @param toVersion version of the second
 * @param lessons lessons in the second less lessons in the first
 * @param changes the largest weight changes first
 */
public record ModelDifference(long fromVersion, long toVersion, long lessons, List<Change> changes) {
    /**
     * One weight.
     *
     * @param feature name of the feature, such as {@code src.failure_ratio.60s in [0.5,0.75)}
     * @param from weight in the first model
     * @param to weight in the second
     */
    public record Change(String feature, double from, double to) {}
}
