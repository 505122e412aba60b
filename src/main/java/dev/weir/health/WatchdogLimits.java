package dev.weir.health;

import java.time.Duration;

/**
 * The limits of the watchdog.
 *
 * @param lookEvery how often it looks
 * @param foldStall for how long the fold may stand still before its end; a rollback far back may take it some seconds
 * @param flowStall for how long nothing may be committed while flows wait; above what a broken transaction takes to end
 * @param silence for how long Kafka may leave it without an answer
 */
public record WatchdogLimits(Duration lookEvery, Duration foldStall, Duration flowStall, Duration silence) {
    public static final WatchdogLimits DEFAULTS = new WatchdogLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15));
}
