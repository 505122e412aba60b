package dev.weir.demo;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment by which the demonstration must be over, however slow the machine is. */
final class TimeLimit {
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** @param startNanos when it began, by the same clock */
    TimeLimit(Duration limit, long startNanos, LongSupplier nanoTime) {
        this.limit = limit;
        this.startNanos = startNanos;
        this.nanoTime = nanoTime;
    }

    /** @throws DemoException if the time is over */
    void require() {
        if (nanoTime.getAsLong() - startNanos > limit.toNanos()) {
            throw new DemoException("the story is not over after " + limit.toSeconds()
                    + " s: this machine is busy or slow; try again when it is less so, or with fewer flows: --flows "
                    + DemoSettings.LEAST_FLOWS);
        }
    }
}
