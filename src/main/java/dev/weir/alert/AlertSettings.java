package dev.weir.alert;

import java.time.Duration;

/**
 * Settings that join several flows to one alert.
 *
 * @param repeatWindow flows that are alike join an alert until none has come for this long, in stream time; 1 s to 7 days
 */
public record AlertSettings(Duration repeatWindow) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(7);

    /** @throws IllegalArgumentException if the window is outside its range */
    public AlertSettings {
        if (repeatWindow.compareTo(LEAST) < 0 || repeatWindow.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("repeat window must be 1 s to 7 days, got " + repeatWindow);
        }
    }

    public static AlertSettings defaults() {
        return new AlertSettings(Duration.ofMinutes(10));
    }
}
