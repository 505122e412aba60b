package dev.weir.response.decision;

import java.time.Duration;

/**
 * How long responses last.
 *
 * @param longest that a response to a repeated offence may last, 1 minute to 30 days
 * @param approvalWindow how long a proposal waits for a person, 1 minute to 7 days
 */
public record DecisionSettings(Duration longest, Duration approvalWindow) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a value is outside its range */
    public DecisionSettings {
        check("longest", longest, Duration.ofDays(30));
        check("approval-window", approvalWindow, Duration.ofDays(7));
    }

    public static DecisionSettings defaults() {
        return new DecisionSettings(Duration.ofDays(1), Duration.ofHours(1));
    }

    private static void check(String name, Duration value, Duration most) {
        if (value.compareTo(MINUTE) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be 1m to " + most.toDays() + "d, got " + value);
        }
    }
}
