package dev.weir.detector.hunt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hunts by itself, on a thread of its own: after each rollback, installed model and unlearning, and each {@value #LESSONS} lessons.
 * Thread-safe.
 *
 * <p>It rests in proportion to what a hunt took, so it takes a tenth of a processor at most; what the model becomes meanwhile is hunted
 * with once more. Each process hunts for itself, over all partitions.
 */
public final class QuietHunt implements AutoCloseable {
    /** How many of the newest flows it looks at. */
    public static final long FLOWS = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(QuietHunt.class);
    private static final int LESSONS = 100;
    private static final int REST_FOR_WORK = 9;

    private int lessons;
    private boolean isDue;
    private boolean isClosed;
    private @Nullable Thread thread;
    private volatile @Nullable Hunted found;

    /**
     * Begins. What was told before counts for nothing: that was in the log already.
     *
     * @param hunter hunts with the newest model
     */
    public synchronized void start(Supplier<Hunted> hunter) {
        lessons = 0;
        isDue = false;
        thread = new Thread(() -> run(hunter), "weir-quiet-hunt");
        thread.setDaemon(true);
        thread.start();
    }

    /** The model has learned a lesson. */
    public synchronized void learned() {
        lessons++;
        if (lessons >= LESSONS) {
            turned();
        }
    }

    /** The model is another one. */
    public synchronized void turned() {
        lessons = 0;
        isDue = true;
        notifyAll();
    }

    /** What was found last; empty before the first hunt. */
    public Optional<Hunted> found() {
        return Optional.ofNullable(found);
    }

    private void run(Supplier<Hunted> hunter) {
        try {
            while (awaitDue()) {
                long startNanos = System.nanoTime();
                hunt(hunter);
                rest(Duration.ofNanos(REST_FOR_WORK * (System.nanoTime() - startNanos)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if it is closed */
    private synchronized boolean awaitDue() throws InterruptedException {
        while (!isDue && !isClosed) {
            wait();
        }
        isDue = false;
        return !isClosed;
    }

    private void hunt(Supplier<Hunted> hunter) {
        try {
            Hunted hunted = hunter.get();
            found = hunted;
            if (hunted.missed() > 0) {
                LOG.debug("{}", hunted.sentence());
            }
        } catch (RuntimeException e) {
            if (!isClosed()) {
                LOG.warn("could not look for what was missed; the next time is with the next change of the model", e);
            }
        }
    }

    private synchronized void rest(Duration rest) throws InterruptedException {
        long end = System.nanoTime() + rest.toNanos();
        for (long left = rest.toNanos(); left > 0 && !isClosed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Gives up a hunt that is under way; does not wait for that. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
