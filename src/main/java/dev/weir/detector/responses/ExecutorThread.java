package dev.weir.detector.responses;

import dev.weir.response.ResponseStep;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one executor make the network what it should be: at each change, and every few seconds whatever happens. While it is not known what
 * should be, has it take back what runs out.
 */
final class ExecutorThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorThread.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LIFT_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Executor executor;
    private final Clock clock;
    private final BiConsumer<Executor, Map<String, Outcome>> onOutcomes;
    private final Thread thread;
    private final Object news = new Object();
    /** What should be; null while this process does not know, or another sees to it. */
    private @Nullable List<ResponseStep> inForce;

    private boolean changed = true;
    private boolean closed;

    /** @param onOutcomes told what became of responses, by their ids, on the thread of this executor */
    ExecutorThread(Executor executor, Clock clock, BiConsumer<Executor, Map<String, Outcome>> onOutcomes) {
        this.executor = executor;
        this.clock = clock;
        this.onOutcomes = onOutcomes;
        this.thread = new Thread(this::run, "weir-executor-" + executor.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Executor executor() {
        return executor;
    }

    /** All responses in force from now on; null if it is not known. */
    void enforce(@Nullable List<ResponseStep> steps) {
        synchronized (news) {
            inForce = steps;
            changed = true;
            news.notifyAll();
        }
    }

    private void run() {
        try {
            while (awaitTurn()) {
                List<ResponseStep> steps = takeSteps();
                if (steps == null) {
                    lift();
                } else {
                    reconcile(steps);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if it is closed */
    private boolean awaitTurn() throws InterruptedException {
        synchronized (news) {
            long start = System.nanoTime();
            while (!closed && !changed) {
                Duration every = inForce == null ? LIFT_EVERY : EVERY;
                long leftMillis = every.toMillis() - (System.nanoTime() - start) / 1_000_000;
                if (leftMillis <= 0) {
                    break;
                }
                news.wait(leftMillis);
            }
            return !closed;
        }
    }

    private @Nullable List<ResponseStep> takeSteps() {
        synchronized (news) {
            changed = false;
            return inForce;
        }
    }

    private void lift() {
        try {
            executor.lift(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("executor {} failed to take back what runs out; it is tried again", executor.name(), e);
        }
    }

    private void reconcile(List<ResponseStep> steps) {
        Instant now = clock.instant();
        List<ResponseStep> possible = steps.stream()
                .filter(step -> !step.isOverdue(now) && executor.can(step.plan()))
                .toList();
        try {
            onOutcomes.accept(executor, executor.reconcile(possible, now));
        } catch (RuntimeException e) {
            LOG.error("executor {} failed; it is tried again", executor.name(), e);
        }
    }

    /** Begins to end. */
    void stop() {
        synchronized (news) {
            closed = true;
            news.notifyAll();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
