package dev.weir.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how a detector is, independently of what Kafka Streams reports: the thread that folds the model log can end while the
 * client says RUNNING, and threads can stand still. What can be seen inside the process is seen at each question; what
 * Kafka must be asked for, a thread of its own asks now and then. Once dead, always dead. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Supplier<Signs> signs;
    private final ModelLogWatch modelLog;
    private final FlowWatch flows;
    private final WatchdogLimits limits;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Look> last = Optional.empty();
    private volatile Optional<Health> death = Optional.empty();
    private volatile boolean wasReady;

    private record Look(Health health, long atNanos) {}

    /**
     * What the process shows of itself.
     *
     * @param phase where the stream stands in its life
     * @param state the same in the stream's own word, for an operator
     * @param isFolding whether the thread lives that folds the model log
     * @param failure what ended a thread, if anything did
     */
    public record Signs(StreamPhase phase, String state, boolean isFolding, Optional<Throwable> failure) {}

    public Watchdog(Supplier<Signs> signs, ModelLogWatch modelLog, FlowWatch flows, WatchdogLimits limits) {
        this.signs = signs;
        this.modelLog = modelLog;
        this.flows = flows;
        this.limits = limits;
        this.thread = new Thread(this::watch, "weir-watchdog");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public Health health() {
        if (death.isPresent()) {
            return death.get();
        }
        Health health = judge(signs.get(), last, System.nanoTime());
        // Only now: while it was judged, the stream may have been closed.
        if (closed.getCount() == 0) {
            return Health.dead("it was stopped");
        }
        if (!health.isAlive()) {
            LOG.error("the detector is dead: {}", health.reason());
            death = Optional.of(health);
        }
        wasReady |= health.isReady();
        return health;
    }

    /** Whether Kafka, which answered once, does so no more. */
    public boolean isKafkaSilent() {
        return last.filter(look -> isSilent(look, System.nanoTime())).isPresent();
    }

    /** Flows that wait in the partitions of this process. */
    public long flowLag() {
        return flows.lag();
    }

    /** Model events not folded yet. */
    public long foldLag() {
        return modelLog.lag();
    }

    private Health judge(Signs now, Optional<Look> look, long nowNanos) {
        if (now.failure().isPresent()) {
            return Health.dead(now.failure().get());
        }
        if (now.phase() == StreamPhase.ENDED) {
            return Health.dead("the stream has ended (" + now.state() + ")");
        }
        if (!now.isFolding()) {
            return Health.dead("the thread that learns from the model log has ended");
        }
        if (look.isPresent() && !look.get().health().isAlive()) {
            return look.get().health();
        }
        if (look.isEmpty() || now.phase() != StreamPhase.RUNNING) {
            return wasReady
                    ? Health.degraded("partitions move between instances (" + now.state() + ")")
                    : new Health(Health.State.STARTING, "it waits for its partitions (" + now.state() + ")");
        }
        return isSilent(look.get(), nowNanos)
                ? Health.degraded("Kafka has not answered for "
                        + silence(look.get(), nowNanos).toSeconds() + " s: is the cluster up?")
                : look.get().health();
    }

    private boolean isSilent(Look last, long nowNanos) {
        return silence(last, nowNanos).compareTo(limits.silence()) > 0;
    }

    private static Duration silence(Look last, long nowNanos) {
        return Duration.ofNanos(nowNanos - last.atNanos());
    }

    private void watch() {
        try {
            do {
                look();
            } while (!closed.await(limits.lookEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long nowNanos = System.nanoTime();
            Health model = modelLog.look(nowNanos);
            Health health = model.isReady() ? flows.look(nowNanos) : model;
            last = Optional.of(new Look(health, System.nanoTime()));
        } catch (RuntimeException e) {
            LOG.debug("the watchdog could not look", e);
        }
        health();
    }

    /** Looks no more. A look that is under way is not interrupted: Kafka's clients call that an error, with a trace. */
    @Override
    public void close() {
        closed.countDown();
    }
}
