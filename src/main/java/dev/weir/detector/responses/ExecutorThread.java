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

/** Has one executor make the network what it should be: at each change, and every few seconds whatever happens. */
final class ExecutorThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorThread.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Executor executor;
    private final Clock clock;
    private final BiConsumer<Executor, Map<String, Outcome>> onOutcomes;
    private final Thread thread;
    private final Object news = new Object();
    /** What should be; null while another process sees to it, and then this one leaves all as it is. */
    private @Nullable List<ResponseStep> inForce;

    private boolean changed;
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

    /** All responses in force from now on; null leaves everything as it is. */
    void enforce(@Nullable List<ResponseStep> steps) {
        synchronized (news) {
            inForce = steps;
            changed = true;
            news.notifyAll();
        }
    }

    private void run() {
        try {
            for (List<ResponseStep> steps = await(); steps != null; steps = await()) {
                reconcile(steps);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null if it is closed */
    private @Nullable List<ResponseStep> await() throws InterruptedException {
        synchronized (news) {
            long deadline = System.nanoTime() + EVERY.toNanos();
            while (!closed) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (inForce != null && (changed || leftMillis <= 0)) {
                    changed = false;
                    return inForce;
                }
                news.wait(inForce == null ? 0 : Math.max(1, leftMillis));
            }
            return null;
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
