package dev.weir.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the fold of this process, and gives scorers its newest model.
 *
 * <p>Reading the model costs about a millisecond, and up to a fifth of a second after a thousand lessons at once, so it
 * is not done for each lesson: a thread of its own publishes what the fold has learned, and then rests in proportion to
 * what that took, so that learning never takes the processor from scoring. A scorer reads one volatile reference.
 */
public final class LiveModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);
    private static final int REST_FOR_WORK = 9;
    private static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MOST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(75);

    private final ModelFold fold;
    private final Thread publisher = new Thread(this::publishAlways, "weir-model-publisher");
    private final Object advanced = new Object();
    private volatile ServedModel served;
    private volatile @Nullable Named named;
    /** What the fold has reached and stored: its own offset moves on before it stores. */
    private volatile long appliedVersion;

    /** Whether the last try to publish went well: what is wrong is said once, not twenty times a second. */
    private boolean isPublishing = true;

    private volatile @Nullable Thread folder;
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile boolean closed;

    public LiveModel(ModelFold fold) {
        this.fold = fold;
        this.served = fold.serve();
        this.appliedVersion = fold.nextOffset();
        publisher.setDaemon(true);
        publisher.start();
    }

    public ModelFold fold() {
        return fold;
    }

    /** The newest model that scorers may use; at most some tens of milliseconds behind the fold. */
    public ServedModel served() {
        return served;
    }

    /** To be called by the thread that will apply. */
    public void foldHere() {
        folder = Thread.currentThread();
    }

    /** Whether there is a thread to apply what comes. */
    public boolean isFolding() {
        Thread thread = folder;
        return thread != null && thread.isAlive();
    }

    public void apply(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            fold.apply(offset, at, key, value);
        } catch (RuntimeException e) {
            throw failed(e);
        }
        appliedVersion = fold.nextOffset();
        if (!fold.isCatchingUp()) {
            announce();
        }
    }

    /** Saves what was applied, so that a restart has nothing to learn again. */
    public void save() {
        try {
            fold.save();
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** What ended the fold, if anything did; Kafka Streams does not always tell. */
    public Optional<Throwable> failure() {
        return failure;
    }

    private RuntimeException failed(RuntimeException cause) {
        failure = failure.or(() -> Optional.of(cause));
        return cause;
    }

    private void announce() {
        synchronized (advanced) {
            advanced.notifyAll();
        }
    }

    /**
     * To be called before the first record, with the offset after the last: nothing is published until all is learned.
     */
    public void catchUpTo(long version) {
        fold.catchUpTo(version);
    }

    /** To be called when all that was in the log has been applied, of whatever offset the last record was. */
    public void caughtUp() {
        fold.caughtUp();
        publish();
        announce();
    }

    /**
     * Waits until the fold has reached a version, and has stored what that asks for.
     *
     * @return whether it has, within the timeout
     */
    public boolean awaitVersion(long version, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (advanced) {
            while (appliedVersion < version) {
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
    public synchronized ServedModel publish() {
        if (fold.nextOffset() != served.version()) {
            served = fold.serve();
        }
        return served;
    }

    /** The model as it is now, in the form that is saved; scorers use it, or a newer one, from here on. */
    public synchronized ModelSnapshot snapshot() {
        ModelSnapshot now = fold.snapshot();
        publish();
        return now;
    }

    /**
     * The model at one moment, by name.
     *
     * @param digest of the model; empty where nobody asked for it
     */
    public record Named(long version, long lessons, String digest) {}

    /** The model as it is now, by its digest, which is computed once for each version; scorers use it, or a newer one, from here on. */
    public Named named() {
        Named known = named;
        if (known != null && known.version() == fold.nextOffset()) {
            return known;
        }
        return nameAnew();
    }

    private synchronized Named nameAnew() {
        Named known = named;
        if (known == null || known.version() != fold.nextOffset()) {
            ModelSnapshot now = snapshot();
            known = new Named(now.version(), now.state().lessons(), now.state().digest());
            named = known;
        }
        return known;
    }

    /** The model that scorers use, without its digest; waits for nothing. */
    public Named unnamed() {
        ServedModel now = served;
        return new Named(now.version(), now.lessons(), "");
    }

    @Override
    public void close() {
        closed = true;
        announce();
        synchronized (this) {
            fold.close();
        }
    }

    private void publishAlways() {
        try {
            while (awaitNews()) {
                long startNanos = System.nanoTime();
                boolean done = publishQuietly();
                long restNanos = done ? REST_FOR_WORK * (System.nanoTime() - startNanos) : MOST_REST_NANOS;
                TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_REST_NANOS, Math.min(MOST_REST_NANOS, restNanos)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if there will be none */
    private boolean awaitNews() throws InterruptedException {
        synchronized (advanced) {
            while (!closed && (fold.isCatchingUp() || fold.nextOffset() == served.version())) {
                advanced.wait();
            }
            return !closed;
        }
    }

    private synchronized boolean publishQuietly() {
        try {
            if (!closed) {
                publish();
                isPublishing = true;
            }
            return true;
        } catch (RuntimeException e) {
            if (isPublishing) {
                LOG.error("could not publish the model; scoring goes on with version {}", served.version(), e);
            }
            isPublishing = false;
            return false;
        }
    }
}
