package dev.weir.feedback;

import java.time.Duration;

/**
 * Who may teach what, and how late.
 *
 * @param retention how long after it was scored a flow can still be given a verdict, 1 minute to 3650 days
 */
public record FeedbackSettings(Duration retention) {
    private static final Duration MIN_RETENTION = Duration.ofMinutes(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(3650);

    /** @throws IllegalArgumentException if the retention is outside its range */
    public FeedbackSettings {
        if (retention.compareTo(MIN_RETENTION) < 0 || retention.compareTo(MAX_RETENTION) > 0) {
            throw new IllegalArgumentException("retention must be 1m to 3650d, got " + retention);
        }
    }

    public static FeedbackSettings defaults() {
        return new FeedbackSettings(Duration.ofDays(7));
    }
}
