package dev.weir.detector.hunt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hunts by itself, on a thread of its own: after each rollback, installed model and unlearning, and each {@value #LESSONS} lessons; and
 * looks there whether traffic moved, when that is due. Thread-safe.
 *
 * <p>It rests in proportion to what a hunt took, so it takes a fortieth of a processor at most; what the model becomes meanwhile is hunted
 * with once more. Each process hunts for itself, over all partitions.
 */
public final class QuietHunt implements AutoCloseable {
    /** How many of the newest flows it looks at. */
    public static final long FLOWS = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(QuietHunt.class);
    private static final int LESSONS = 100;
    private static final int REST_FOR_WORK = 39;
    /** So often the clock is asked whether a look is due. */
    private static final Duration CLOCK = Duration.ofSeconds(10);

    private int lessons;
    private boolean isDue;
    private boolean isClosed;
    private @Nullable Thread thread;
    private volatile @Nullable Hunted found;

    /**
     * Begins. What was told before counts for nothing: that was in the log already.
     *
     * @param hunter hunts with the newest model
     * @param drift what else is looked at
     */
    public synchronized void start(Supplier<Hunted> hunter, DriftWatch drift) {
        lessons = 0;
        isDue = false;
        thread = new Thread(() -> run(hunter, drift), "weir-quiet-hunt");
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

    private void run(Supplier<Hunted> hunter, DriftWatch drift) {
        try {
            while (awaitDue(drift)) {
                long startNanos = System.nanoTime();
                if (takeDue()) {
                    hunt(hunter);
                } else {
                    look(drift);
                }
                rest(Duration.ofNanos(REST_FOR_WORK * (System.nanoTime() - startNanos)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if it is closed */
    private synchronized boolean awaitDue(DriftWatch drift) throws InterruptedException {
        while (!isDue && !isClosed && !drift.isDue()) {
            TimeUnit.NANOSECONDS.timedWait(this, CLOCK.toNanos());
        }
        return !isClosed;
    }

    /** Whether a hunt is due; it is not any more. */
    private synchronized boolean takeDue() {
        boolean wasDue = isDue;
        isDue = false;
        return wasDue;
    }

    private void look(DriftWatch drift) {
        try {
            DriftStanding found = drift.look();
            if (found.movedSince() != null) {
                LOG.debug("{}", found.words());
            }
        } catch (RuntimeException e) {
            if (!isClosed()) {
                LOG.warn("could not look whether traffic moved; the next time is in some minutes", e);
            }
        }
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
