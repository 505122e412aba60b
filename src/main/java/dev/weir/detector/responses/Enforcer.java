package dev.weir.detector.responses;

import dev.weir.metrics.ResponseMeter;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.Outcome;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has executors do what is in force, each on a thread of its own, so that one that talks to something slow keeps none of the others
 * waiting; and says what became of each response, once all who can do it have done it or one never can.
 */
final class Enforcer implements AutoCloseable {
    /**
     * What became of a response.
     *
     * @param failure why it is not done; null if it is
     */
    record Report(String id, String executor, @Nullable String failure) {}

    private final List<ExecutorThread> threads;
    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final Map<String, ResponsePlan> inForce = new HashMap<>();
    /** By whom each is done so far. */
    private final Map<String, Set<String>> done = new HashMap<>();

    private final Set<String> reported = new HashSet<>();
    /** Why executors could not do what they should when they last tried. */
    private final Map<String, String> failing = new TreeMap<>();

    private final ResponseMeter meter;
    private volatile Runnable onReport = () -> {};
    private boolean isStarted;

    Enforcer(List<Executor> executors, Clock clock, ResponseMeter meter) {
        this.meter = meter;
        this.threads = executors.stream()
                .map(executor -> new ExecutorThread(executor, clock, this::onOutcomes))
                .toList();
    }

    /** Has somebody told, by any thread, when there is a {@linkplain #nextReport report}. */
    void watch(Runnable told) {
        onReport = told;
    }

    /** Starts it, unless it is started. */
    synchronized void start() {
        if (!isStarted) {
            isStarted = true;
            threads.forEach(ExecutorThread::start);
        }
    }

    /** All responses in force from now on; null if it is not known, which takes back what runs out alone, and forgets what was reported. */
    synchronized void enforce(@Nullable List<ResponseStep> steps) {
        inForce.clear();
        if (steps != null) {
            steps.forEach(step -> inForce.put(step.id(), step.plan()));
        }
        done.keySet().retainAll(inForce.keySet());
        reported.retainAll(inForce.keySet());
        threads.forEach(thread -> thread.enforce(steps));
    }

    private synchronized void onOutcomes(Executor executor, Map<String, Outcome> outcomes) {
        failing.remove(executor.name());
        for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
            ResponsePlan plan = inForce.get(entry.getKey());
            String failure = entry.getValue().failure();
            if (failure != null) {
                failing.putIfAbsent(executor.name(), failure);
            }
            if (plan != null && !reported.contains(plan.id())) {
                note(plan, executor.name(), entry.getValue());
            }
        }
        if (failing.containsKey(executor.name())) {
            meter.failure(executor.name());
        }
    }

    private void note(ResponsePlan plan, String executor, Outcome outcome) {
        if (!outcome.isDone()) {
            if (outcome.isFinal()) {
                report(plan, executor, outcome.failure());
            }
            return;
        }
        Set<String> by = done.computeIfAbsent(plan.id(), id -> new HashSet<>());
        by.add(executor);
        boolean isWhole = threads.stream()
                .map(ExecutorThread::executor)
                .allMatch(one -> by.contains(one.name()) || !one.can(plan));
        if (isWhole) {
            report(plan, executor, null);
        }
    }

    private void report(ResponsePlan plan, String executor, @Nullable String failure) {
        reported.add(plan.id());
        reports.add(new Report(plan.id(), executor, failure));
        onReport.run();
    }

    /** What became of a response; null if there is nothing new. */
    @Nullable
    Report nextReport() {
        return reports.poll();
    }

    /** Why executors could not do what they should when they last tried, by their names; those that could are left out. */
    synchronized Map<String, String> failing() {
        return Map.copyOf(failing);
    }

    @Override
    public void close() {
        threads.forEach(ExecutorThread::stop);
        threads.forEach(ExecutorThread::close);
    }
}
