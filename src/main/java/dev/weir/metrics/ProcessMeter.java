package dev.weir.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this process has counted and timed since it started, for those who watch it. Unlike {@link Counts} it does not move with
 * the partitions, so that rates made of it do not jump; a record that is processed again after a crash counts again.
 */
public final class ProcessMeter {
    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Histogram scores =
            new Histogram(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1);
    private final Histogram latencySeconds =
            new Histogram(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 60);
    private final Map<Stage, Histogram> stageSeconds = new EnumMap<>(Stage.class);

    public ProcessMeter() {
        for (Stage stage : Stage.values()) {
            stageSeconds.put(
                    stage, new Histogram(1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 1e-2, 0.1, 1));
        }
    }

    public void count(String name) {
        LongAdder count = counts.get(name);
        (count == null ? counts.computeIfAbsent(name, none -> new LongAdder()) : count).increment();
    }

    public void score(double score) {
        scores.add(score);
    }

    /** From when a flow was produced to when it was scored. */
    public void latency(long millis) {
        latencySeconds.add(Math.max(0, millis) / 1e3);
    }

    /** One for each task, since it keeps time. */
    public StageClock clock() {
        return new StageClock(stageSeconds);
    }

    public Totals figures() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return Totals.of(sums);
    }

    public Distribution scores() {
        return scores.read();
    }

    public Distribution latencySeconds() {
        return latencySeconds.read();
    }

    public Map<Stage, Distribution> stageSeconds() {
        Map<Stage, Distribution> read = new EnumMap<>(Stage.class);
        stageSeconds.forEach((stage, histogram) -> read.put(stage, histogram.read()));
        return read;
    }
}
