package dev.weir.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Flows per second over the last seconds, from a count that only grows. Thread-safe. */
public final class FlowRate {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Clock clock;
    private final Deque<Reading> readings = new ArrayDeque<>();

    public FlowRate(Clock clock) {
        this.clock = clock;
    }

    /** Takes a reading; the rate since the oldest one within the window, 0 if this is the first. */
    public synchronized double perSecond(long count) {
        Instant now = clock.instant();
        readings.add(new Reading(now, count));
        while (readings.size() > 2 && readings.getFirst().at().isBefore(now.minus(WINDOW))) {
            readings.removeFirst();
        }
        Reading oldest = readings.getFirst();
        double seconds = Duration.between(oldest.at(), now).toNanos() / 1e9;
        return seconds <= 0 ? 0 : Math.max(0, (count - oldest.count()) / seconds);
    }

    private record Reading(Instant at, long count) {}
}
