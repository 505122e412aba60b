package dev.weir.scoring;

/**
 * What one feature adds to the logit of a score.
 *
 * @param feature name of the feature
 * @param logit what it adds; positive = towards threat
 */
public record Contribution(String feature, double logit) {}
