package dev.weir.model;

import java.util.List;

/**
 * Why an example has its score.
 *
 * @param logit the score
 * @param constant the part every example has
 * @param contributions the part of each pair, in the order of the example
 */
public record Explanation(double logit, double constant, List<Contribution> contributions) {
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * The part of one pair.
     *
     * @param index index of its weight, which {@link FeatureEncoder#name} names
     * @param value its value
     * @param logit what it adds; positive = towards threat
     */
    public record Contribution(int index, float value, double logit) {}
}
