package dev.weir.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the operator to end the process. A JVM ends when its shutdown hooks do, so the hook holds it until the command
 * has closed everything, but not for ever.
 */
public final class Shutdown implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(50);
    /** A start, which may fold a long log, is not waited for: nothing is lost by ending it as if killed. */
    private static final Duration LONGEST_START = Duration.ofSeconds(4);

    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean started;

    private final Thread hook = new Thread(this::wish, "weir-shutdown");

    private Shutdown() {}

    public static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Says that all has started, and is to be closed properly. */
    public void started() {
        started = true;
    }

    /** Waits, and says whether it is time to end. */
    public boolean await(Duration timeout) throws InterruptedException {
        return wished.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void wish() {
        wished.countDown();
        try {
            Duration longest = started ? LONGEST_CLOSE : LONGEST_START;
            done.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be closed last, when nothing is open any more. */
    @Override
    public void close() {
        done.countDown();
        if (wished.getCount() > 0) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // Then the hook has been started, and found the latch open.
            }
        }
    }
}
