package dev.weir.metrics;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.features.BoundedHostStates;
import dev.weir.feedback.FeedbackRejection;
import dev.weir.health.Health;
import dev.weir.ingest.record.RejectionReason;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a detector shows, as Prometheus wants it: names, units and labels. A reason has a figure before it first occurs. */
public final class Metrics {
    private static final Map<String, String> HELP = Map.of(
            "streams_threads_alive", "Stream threads that run.",
            "streams_threads_failed", "Stream threads that ended with an error.",
            "streams_processed_records_per_second", "Records a thread of Kafka Streams processes.",
            "streams_commits_per_second", "How often a thread commits.",
            "streams_commit_latency_average_seconds", "What a commit takes a thread on average.",
            "streams_commit_latency_max_seconds", "What the longest commit of late took a thread.",
            "streams_poll_latency_max_seconds", "What the longest poll of late took a thread.",
            "state_keys", "Entries of a state store, as RocksDB estimates.",
            "state_disk_bytes", "Bytes of a state store on disk.",
            "state_memory_bytes", "Bytes of a state store in memory that are not on disk yet.");

    private Metrics() {}

    /** @param checkpoints newest first */
    public static MetricSnapshots of(ProcessReport readings, Health health, List<Checkpoint> checkpoints) {
        MetricFamilies families = new MetricFamilies();
        counts(readings.figures(), families);
        distributions(readings, families);
        model(readings, checkpoints, families);
        Map<String, Double> states = new TreeMap<>();
        for (Health.State state : Health.State.values()) {
            states.put(state.word(), state == health.state() ? 1.0 : 0.0);
        }
        families.gauges("health", "Which of its states the detector is in.", "state", states);
        families.gauge("flow_lag", "Flows that wait in the partitions of this process.", readings.flowLag());
        readings.gauges().stream()
                .collect(Collectors.groupingBy(Gauge::name, TreeMap::new, Collectors.toList()))
                .forEach((name, gauges) -> families.gauges(name, HELP.getOrDefault(name, name), gauges));
        families.gauge(
                "heap_bytes",
                "Bytes of the Java heap in use.",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return families.snapshots();
    }

    private static void counts(Totals figures, MetricFamilies families) {
        families.counter("flows_read", "Records taken from the flows topic.", figures.flowsRead());
        families.counter("flows_scored", "Flows scored.", figures.flowsScored());
        families.counter(
                "flows_joined",
                "Records of one direction that became part of the flow of another.",
                figures.flowsJoined());
        families.counter("flows_repeated", "Flows of a file that had been scored before.", figures.flowsRepeated());
        families.counter("alerts", "Alerts raised; flows of one story are one.", figures.alerts());
        families.counter("alerting_flows", "Flows that are part of an alert.", figures.alertingFlows());
        families.counter(
                "allowed_flows",
                "Flows that would alert, but for a rule of the allowlist.",
                figures.allowedFlows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        families.counters(
                "forgotten_hosts",
                "Hosts, in one role, forgotten since there may be no more of them.",
                "reason",
                withZeros(
                        figures.forgottenHosts(),
                        BoundedHostStates.Forgotten.values(),
                        BoundedHostStates.Forgotten::code));
        families.counter("feedback_read", "Records taken from the feedback topic.", figures.feedbackRead());
        families.counter("feedback_repeated", "Verdicts that were given before.", figures.feedbackRepeated());
        families.counter(
                "feedback_early", "Verdicts that had to wait for their flow to be scored.", figures.feedbackEarly());
        families.counter("lessons_sent", "Verdicts that became lessons.", figures.lessonsSent());
        families.counters(
                "dead_flows",
                "Flow records set aside.",
                "reason",
                withZeros(figures.deadFlows(), RejectionReason.values(), RejectionReason::code));
        families.counters(
                "dead_feedback",
                "Feedback records set aside.",
                "reason",
                withZeros(figures.deadFeedback(), FeedbackRejection.values(), FeedbackRejection::code));
    }

    private static void distributions(ProcessReport readings, MetricFamilies families) {
        families.histogram("score", "Scores of the flows, from benign 0 to threat 1.", readings.scores());
        families.histogram(
                "latency_seconds",
                "From when a flow was produced to when it was scored, of a sample.",
                readings.latencySeconds());
        families.histograms(
                "stage_seconds",
                "What a stage of the work on a record took, of a sample.",
                "stage",
                readings.stageSeconds().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().word(), Map.Entry::getValue)));
    }

    private static void model(ProcessReport readings, List<Checkpoint> checkpoints, MetricFamilies families) {
        families.gauge("model_version", "Offset of the next model event.", readings.modelVersion());
        families.gauge("model_served_version", "The version of the model that scores.", readings.servedVersion());
        families.gauge(
                "model_lessons", "Lessons in the live model; a rollback takes some away.", readings.modelLessons());
        families.gauge("fold_lag", "Model events in the log that are not in the model yet.", readings.foldLag());
        families.gauge("checkpoints", "Checkpoints kept.", checkpoints.size());
        if (!checkpoints.isEmpty()) {
            Checkpoint newest = checkpoints.get(0);
            families.gauge(
                    "checkpoint_timestamp_seconds",
                    "When the newest checkpoint was taken; time() less this is its age.",
                    newest.at().toEpochMilli() / 1e3);
            families.gauge("checkpoint_bytes", "Size of the newest checkpoint.", newest.bytes());
        }
    }

    /** The counts, and 0 for each reason that has none yet. */
    private static <R> Map<String, Long> withZeros(Map<String, Long> counts, R[] reasons, Function<R, String> code) {
        Map<String, Long> all = new TreeMap<>(counts);
        for (R reason : reasons) {
            all.putIfAbsent(code.apply(reason), 0L);
        }
        return all;
    }
}
