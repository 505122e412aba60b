package dev.weir.simulation;

import java.time.Duration;

/**
 * How an {@link Analyst} works.
 *
 * @param name how verdicts are signed, 1 to 64 characters
 * @param delay simulated time from a flow to the earliest verdict on it, 0 or more
 * @param verdictsPerRound most verdicts in one {@link Analyst#work} round, 1 or more
 * @param spotChecks share of a round spent on flows drawn at random, alert or not, 0 to 1
 * @param carelessness probability that a verdict is the wrong way round, 0 to 1
 */
public record AnalystSettings(
        String name, Duration delay, int verdictsPerRound, double spotChecks, double carelessness) {

    /** @throws IllegalArgumentException if a setting is out of its range */
    public AnalystSettings {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must be 0 or more, got " + delay);
        }
        if (verdictsPerRound < 1) {
            throw new IllegalArgumentException("verdicts per round must be 1 or more, got " + verdictsPerRound);
        }
        requireShare("spot checks", spotChecks);
        requireShare("carelessness", carelessness);
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be 0 to 1, got " + value);
        }
    }
}
