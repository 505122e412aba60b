package dev.weir.detector.responses;

import dev.weir.response.ResponseStep;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has executors make the network what it should be: at each change, and every few seconds whatever happens, on a thread of its own,
 * since what they talk to may be slow.
 */
final class Enforcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Enforcer.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    /**
     * What became of a response.
     *
     * @param failure why it is not done; null if it is
     */
    record Report(String id, String executor, @Nullable String failure) {}

    private final List<Executor> executors;
    private final Clock clock;
    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "weir-executors");
    private final Object news = new Object();
    /** What should be; null while another process sees to it, and then this one leaves all as it is. */
    private @Nullable List<ResponseStep> inForce;

    private boolean changed;
    private boolean closed;

    Enforcer(List<Executor> executors, Clock clock) {
        this.executors = List.copyOf(executors);
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** All responses in force from now on; null leaves everything as it is. */
    void enforce(@Nullable List<ResponseStep> steps) {
        synchronized (news) {
            inForce = steps;
            changed = true;
            news.notifyAll();
        }
    }

    /** What became of a response; null if there is nothing new. */
    @Nullable
    Report nextReport() {
        return reports.poll();
    }

    private void run() {
        try {
            while (true) {
                List<ResponseStep> steps = await();
                if (steps == null) {
                    return;
                }
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
        Map<String, Outcome> worst = new HashMap<>();
        Map<String, String> by = new HashMap<>();
        for (Executor executor : executors) {
            List<ResponseStep> possible = steps.stream()
                    .filter(step -> !step.isOverdue(now) && executor.can(step.plan()))
                    .toList();
            reconcile(executor, possible, now).forEach((id, outcome) -> {
                Outcome before = worst.get(id);
                if (before == null || before.isDone()) {
                    worst.put(id, outcome);
                    by.put(id, executor.name());
                }
            });
        }
        worst.forEach((id, outcome) -> {
            if (outcome.isDone() || outcome.isFinal()) {
                reports.add(new Report(id, by.getOrDefault(id, ""), outcome.failure()));
            }
        });
    }

    private static Map<String, Outcome> reconcile(Executor executor, List<ResponseStep> steps, Instant now) {
        try {
            return executor.reconcile(steps, now);
        } catch (RuntimeException e) {
            LOG.error("executor {} failed; it is tried again", executor.name(), e);
            return Map.of();
        }
    }

    @Override
    public void close() {
        synchronized (news) {
            closed = true;
            news.notifyAll();
        }
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
