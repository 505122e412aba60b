package dev.weir.metrics;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.health.Health;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of a detector, as Prometheus expects them: names, units and labels. A reason has a figure before it first occurs. */
public final class Metrics {
    /** Of every name. */
    static final String PREFIX = "weir_";

    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("streams_threads_alive", "Stream threads that run."),
            Map.entry("streams_threads_failed", "Stream threads that ended with an error."),
            Map.entry("streams_processed_records_per_second", "Records a thread of Kafka Streams processes."),
            Map.entry("streams_commits_per_second", "How often a thread commits."),
            Map.entry("streams_commit_latency_average_seconds", "What a commit takes a thread on average."),
            Map.entry("streams_commit_latency_max_seconds", "The longest recent commit of a thread."),
            Map.entry("streams_poll_latency_max_seconds", "The longest recent poll of a thread."),
            Map.entry("state_keys", "Entries of a state store, as RocksDB estimates."),
            Map.entry("state_disk_bytes", "Bytes of a state store on disk."),
            Map.entry("state_memory_bytes", "Bytes of a state store in memory that are not on disk yet."),
            Map.entry("learning_held", "1 while learning is held since lessons made the model worse."),
            Map.entry("lessons_waiting", "Lessons that wait for learning to go on."),
            Map.entry("lessons_awaiting_second", "Lessons that wait for a second analyst to say the same."),
            Map.entry("lessons_lapsed", "Lessons that waited for a second analyst until too many came after them."),
            Map.entry(
                    "drifted_networks",
                    "Networks whose flows of the last hour are unlike each day before, the whole as one of them."),
            Map.entry(
                    "missed_flows", "Recent flows that would alert by the model of the last quiet hunt, and did not."));

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    private Metrics() {}

    /**
     * @param checkpoints newest first
     * @param responses what is counted of responses
     */
    public static MetricSnapshots of(
            ProcessReport readings, Health health, List<Checkpoint> checkpoints, List<MetricSnapshot> responses) {
        Metrics metrics = new Metrics();
        responses.forEach(metrics.all::metricSnapshot);
        readings.counted().forEach(metrics.all::metricSnapshot);
        metrics.model(readings, checkpoints);
        metrics.gauges(
                "health",
                "Which of its states the detector is in.",
                Stream.of(Health.State.values())
                        .map(state ->
                                new Gauge("health", Map.of("state", state.word()), state == health.state() ? 1 : 0))
                        .toList());
        metrics.gauge("flow_lag", "Flows that wait in the partitions of this process.", readings.flowLag());
        readings.gauges().stream()
                .collect(Collectors.groupingBy(Gauge::name))
                .forEach((name, gauges) -> metrics.gauges(name, HELP.getOrDefault(name, name), gauges));
        metrics.gauge(
                "heap_bytes",
                "Bytes of the Java heap in use.",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return metrics.all.build();
    }

    private void model(ProcessReport readings, List<Checkpoint> checkpoints) {
        gauge("model_version", "Offset of the next model event.", readings.modelVersion());
        gauge("model_served_version", "The version of the model that scores.", readings.servedVersion());
        gauge("model_lessons", "Lessons in the live model; a rollback takes some away.", readings.modelLessons());
        gauge("fold_lag", "Model events in the log that are not in the model yet.", readings.foldLag());
        gauge("checkpoints", "Checkpoints kept.", checkpoints.size());
        if (!checkpoints.isEmpty()) {
            Checkpoint newest = checkpoints.get(0);
            gauge(
                    "checkpoint_timestamp_seconds",
                    "When the newest checkpoint was taken; time() less this is its age.",
                    newest.at().toEpochMilli() / 1e3);
            gauge("checkpoint_bytes", "Size of the newest checkpoint.", newest.bytes());
        }
    }

    private void gauge(String name, String help, long value) {
        gauge(name, help, (double) value);
    }

    private void gauge(String name, String help, double value) {
        gauges(name, help, List.of(new Gauge(name, value)));
    }

    private void gauges(String name, String help, List<Gauge> gauges) {
        GaugeSnapshot.Builder family =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (Gauge gauge : gauges) {
            Labels.Builder labels = Labels.builder();
            gauge.labels().forEach(labels::label);
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels.build())
                    .value(gauge.value())
                    .build());
        }
        all.metricSnapshot(family.build());
    }
}
