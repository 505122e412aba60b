package dev.weir.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for effects, up to a limit. */
final class Patience {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    private final Runnable check;
    private final LongSupplier nanoTime;

    /** @param check throws if there is no more to wait for */
    Patience(Runnable check, LongSupplier nanoTime) {
        this.check = check;
        this.nanoTime = nanoTime;
    }

    /** @throws DemoException if it takes too long */
    void await(String what, BooleanSupplier done) {
        long deadline = nanoTime.getAsLong() + TIMEOUT.toNanos();
        while (!done.getAsBoolean()) {
            check.run();
            if (nanoTime.getAsLong() > deadline) {
                throw new DemoException("waited " + TIMEOUT.toSeconds() + " s for " + what
                        + ": the machine is too busy, or the detector stands still; try again");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }
}
