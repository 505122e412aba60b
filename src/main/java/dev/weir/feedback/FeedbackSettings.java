package dev.weir.feedback;

import java.time.Duration;

/**
 * Who may teach what, and how late.
 *
 * @param retention how long after it was scored a flow can still be given a verdict, 1 minute to 3650 days
 * @param grace how long a verdict waits for a flow that is not scored yet, 0 to 1 hour; then it is on an unknown flow. Longer, up
 *     to {@link #longestGrace}, while no flows come that were scored after it: one may lie in a backlog
 * @param lessonsPerAnalystAndDay how many lessons an analyst may teach on a day (UTC), 1 to 1,000,000,000
 * @param unsignedLessonsPerDay how many lessons feedback may teach on a day, all together, that was put onto its topic without
 *     Weir's signature, 0 to 1,000,000,000
 * @param keyFile file with the key of the signature; empty for one in the data folder
 */
public record FeedbackSettings(
        Duration retention, Duration grace, long lessonsPerAnalystAndDay, long unsignedLessonsPerDay, String keyFile) {
    private static final Duration MIN_RETENTION = Duration.ofMinutes(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(3650);

    private static final Duration MAX_GRACE = Duration.ofHours(1);
    private static final int PATIENCE = 4;
    private static final long MOST_LESSONS = 1_000_000_000;
    private static final long DEFAULT_LESSONS = 10_000;
    private static final long DEFAULT_UNSIGNED_LESSONS = 1_000;

    /** @throws IllegalArgumentException if a value is outside its range */
    public FeedbackSettings {
        if (retention.compareTo(MIN_RETENTION) < 0 || retention.compareTo(MAX_RETENTION) > 0) {
            throw new IllegalArgumentException("retention must be 1m to 3650d, got " + retention);
        }
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException("grace must be 0s to 1h, got " + grace);
        }
        if (lessonsPerAnalystAndDay < 1 || lessonsPerAnalystAndDay > MOST_LESSONS) {
            throw new IllegalArgumentException(
                    "lessons-per-analyst-and-day must be 1 to " + MOST_LESSONS + ", got " + lessonsPerAnalystAndDay);
        }
        if (unsignedLessonsPerDay < 0 || unsignedLessonsPerDay > MOST_LESSONS) {
            throw new IllegalArgumentException(
                    "unsigned-lessons-per-day must be 0 to " + MOST_LESSONS + ", got " + unsignedLessonsPerDay);
        }
    }

    /** How long a verdict waits at most. */
    public Duration longestGrace() {
        return grace.multipliedBy(PATIENCE);
    }

    public static FeedbackSettings defaults() {
        return new FeedbackSettings(
                Duration.ofDays(7), Duration.ofSeconds(5), DEFAULT_LESSONS, DEFAULT_UNSIGNED_LESSONS, "");
    }

    /** The same but for the grace. */
    public FeedbackSettings withGrace(Duration other) {
        return new FeedbackSettings(retention, other, lessonsPerAnalystAndDay, unsignedLessonsPerDay, keyFile);
    }

    /** The same but for how long a flow can be given a verdict. */
    public FeedbackSettings withRetention(Duration other) {
        return new FeedbackSettings(other, grace, lessonsPerAnalystAndDay, unsignedLessonsPerDay, keyFile);
    }

    /** The same but for how much an analyst may teach on a day. */
    public FeedbackSettings withLessonsPerAnalystAndDay(long other) {
        return new FeedbackSettings(retention, grace, other, unsignedLessonsPerDay, keyFile);
    }

    /** The same but for how much feedback without a signature may teach on a day. */
    public FeedbackSettings withUnsignedLessonsPerDay(long other) {
        return new FeedbackSettings(retention, grace, lessonsPerAnalystAndDay, other, keyFile);
    }
}
