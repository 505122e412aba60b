package dev.weir.cli.replay;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Holds a loop to a number of rounds per second, counted from the first. */
final class Pace {
    static final double MAX_PER_SECOND = 10_000_000;
    /** Shorter sleeps cost more than they keep the pace. */
    private static final long SHORTEST_SLEEP_NANOS = 1_000_000;

    private final double nanosPerRound;
    private long startedNanos = Long.MIN_VALUE;

    private final LongSupplier nanoClock;
    private final LongConsumer sleeper;

    /**
     * @param nanoClock as {@link System#nanoTime}
     * @param sleeper waits for so many nanoseconds, or less
     */
    Pace(double nanosPerRound, LongSupplier nanoClock, LongConsumer sleeper) {
        this.nanosPerRound = nanosPerRound;
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
    }

    /** @param perSecond rounds per second; null for as fast as can be */
    static Pace of(@Nullable Double perSecond) {
        return new Pace(perSecond == null ? 0 : 1e9 / perSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** Returns when it is time for the next round after this many. */
    void await(long rounds) {
        if (nanosPerRound == 0) {
            return;
        }
        if (startedNanos == Long.MIN_VALUE) {
            startedNanos = nanoClock.getAsLong();
        }
        long due = startedNanos + (long) (rounds * nanosPerRound);
        for (long left = due - nanoClock.getAsLong();
                left >= SHORTEST_SLEEP_NANOS && !Thread.currentThread().isInterrupted();
                left = due - nanoClock.getAsLong()) {
            sleeper.accept(left);
        }
    }
}
