package dev.weir.topology;

import dev.weir.model.ModelFold;
import dev.weir.model.ModelSnapshot;
import dev.weir.scoring.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fold of this process, and the newest snapshot of it for the scorers.
 *
 * <p>Taking a snapshot costs up to a tenth of a second on a large model, so it is not done for each lesson: a thread of its own
 * looks every {@value #PUBLISH_EVERY_MILLIS} ms whether the fold has moved. A scorer reads one volatile reference.
 */
final class LiveModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);
    private static final int PUBLISH_EVERY_MILLIS = 50;

    private final ModelFold fold;
    private final ScheduledExecutorService publisher;
    private final Future<?> publishing;
    private final Object advanced = new Object();
    private volatile ServedModel served;
    private volatile @Nullable Thread folder;

    LiveModel(ModelFold fold) {
        this.fold = fold;
        this.served = ServedModel.of(fold.snapshot());
        this.publisher = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "weir-model-publisher");
            thread.setDaemon(true);
            return thread;
        });
        // On a busy machine the first turn may come before this line is done.
        synchronized (this) {
            this.publishing = publisher.scheduleWithFixedDelay(
                    this::publishQuietly, PUBLISH_EVERY_MILLIS, PUBLISH_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    ModelFold fold() {
        return fold;
    }

    /** The newest model that scorers may use; at most some tens of milliseconds behind the fold. */
    ServedModel served() {
        return served;
    }

    /** To be called by the thread that will apply. */
    void foldHere() {
        folder = Thread.currentThread();
    }

    /** Whether there is a thread to apply what comes. */
    boolean isFolding() {
        Thread thread = folder;
        return thread != null && thread.isAlive();
    }

    void apply(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {
        fold.apply(offset, at, key, value);
        synchronized (advanced) {
            advanced.notifyAll();
        }
    }

    /**
     * Waits until the fold has reached a version.
     *
     * @return whether it has, within the timeout
     */
    boolean awaitVersion(long version, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (advanced) {
            while (fold.nextOffset() < version) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                try {
                    advanced.wait(leftMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Makes the fold's model of now the one that scorers use, and returns it. */
    synchronized ModelSnapshot publish() {
        if (fold.nextOffset() != served.version()) {
            served = ServedModel.of(fold.snapshot());
        }
        return served.snapshot();
    }

    @Override
    public void close() {
        publishing.cancel(false);
        publisher.shutdown();
        synchronized (this) {
            fold.close();
        }
    }

    private synchronized void publishQuietly() {
        try {
            if (!publisher.isShutdown()) {
                publish();
            }
        } catch (RuntimeException e) {
            LOG.error("could not publish the model; scoring goes on with version {}", served.version(), e);
        }
    }
}
