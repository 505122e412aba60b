package dev.weir.alert;

/**
 * When a flow is worth an alert. At most one of the three is set, the others are 0; with none set, a day has
 * {@value #DEFAULT_ALERTS_PER_DAY} alerts, as many as people can look at.
 *
 * @param threshold least score of an alert, above 0 and up to 1; 0 = not set
 * @param alertsPerDay alerts that a day of stream time should bring, above 0 and up to a million; 0 = not set
 * @param targetPrecision part of all alerts that should be right, above 0 and below 1; 0 = not set
 */
public record ScoringSettings(double threshold, double alertsPerDay, double targetPrecision) {
    /** Holds where nothing is set. */
    public static final double DEFAULT_ALERTS_PER_DAY = 100;
    /** More likely a threat than not: the least score of an alert until a budget knows better, and where scores are measured. */
    public static final double DEFAULT_THRESHOLD = 0.5;

    private static final double MOST_ALERTS_PER_DAY = 1_000_000;

    /** @throws IllegalArgumentException if a value is outside its range, or more than one is set */
    public ScoringSettings {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be above 0 and up to 1, got " + threshold);
        }
        if (!(alertsPerDay >= 0 && alertsPerDay <= MOST_ALERTS_PER_DAY)) {
            throw new IllegalArgumentException(
                    "alerts per day must be above 0 and up to 1000000, or 0 = not set, got " + alertsPerDay);
        }
        if (!(targetPrecision >= 0 && targetPrecision < 1)) {
            throw new IllegalArgumentException(
                    "target precision must be above 0 and below 1, or 0 = not set, got " + targetPrecision);
        }
        if ((threshold > 0 ? 1 : 0) + (alertsPerDay > 0 ? 1 : 0) + (targetPrecision > 0 ? 1 : 0) > 1) {
            throw new IllegalArgumentException(
                    "only one of threshold, alerts-per-day and target-precision may be set, the others must be 0 or"
                            + " absent; got " + threshold + ", " + alertsPerDay + " and " + targetPrecision);
        }
    }

    /** Nothing set: a budget of {@value #DEFAULT_ALERTS_PER_DAY} alerts a day. */
    public static ScoringSettings defaults() {
        return new ScoringSettings(0, 0, 0);
    }

    /** An alert from this score on. */
    public static ScoringSettings ofThreshold(double threshold) {
        return new ScoringSettings(threshold, 0, 0);
    }

    /** As many alerts in a day. */
    public static ScoringSettings ofAlertsPerDay(double alertsPerDay) {
        return new ScoringSettings(0, alertsPerDay, 0);
    }

    /** As many alerts as can be had while this part of them is right. */
    public static ScoringSettings ofTargetPrecision(double targetPrecision) {
        return new ScoringSettings(0, 0, targetPrecision);
    }
}
