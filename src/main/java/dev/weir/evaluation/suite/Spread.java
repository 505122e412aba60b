package dev.weir.evaluation.suite;

import java.util.Arrays;
import java.util.Collection;

/**
 * One figure over several seeds. NaN where it is not defined for any seed.
 *
 * @param mean its mean
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double mean, double least, double most) {
    static Spread of(Collection<Double> figures) {
        double[] defined = figures.stream()
                .mapToDouble(Double::doubleValue)
                .filter(figure -> !Double.isNaN(figure))
                .toArray();
        if (defined.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Spread(
                Arrays.stream(defined).average().orElseThrow(),
                Arrays.stream(defined).min().orElseThrow(),
                Arrays.stream(defined).max().orElseThrow());
    }

    /** Whether no seed of one comes to what a seed of the other came to: then the difference is not one of chance alone. */
    boolean isApartFrom(Spread other) {
        return least > other.most || most < other.least;
    }
}
