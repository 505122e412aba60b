package dev.weir.health;

import java.time.Duration;

/** For how long a position has not moved although there is more to come. Not thread-safe. */
final class Stall {
    private long position = Long.MIN_VALUE;
    private long sinceNanos;

    /**
     * Notes where it stands.
     *
     * @param behind whether there is more to come
     * @param nowNanos of {@link System#nanoTime}
     */
    Duration note(long nowPosition, boolean behind, long nowNanos) {
        if (!behind || nowPosition != position) {
            position = nowPosition;
            sinceNanos = nowNanos;
        }
        return Duration.ofNanos(nowNanos - sinceNanos);
    }
}
