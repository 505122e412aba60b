package dev.weir.metrics;

import dev.weir.features.BoundedHostStates;
import dev.weir.feedback.FeedbackRejection;
import dev.weir.ingest.record.RejectionReason;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What this process has counted and timed since it started, for those who watch it. Unlike {@link Totals} it does not move with
 * the partitions, so that rates made of it do not jump; a record that is processed again after a crash counts again.
 */
public final class ProcessMeter {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    /** By the name of a count; where a reason follows, by what stands before it. */
    private final Map<String, Counter> counters = new HashMap<>();

    private final Histogram scores = histogram("score", "Scores of the flows, from benign 0 to threat 1.")
            .classicUpperBounds(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1)
            .register(registry);
    private final Histogram latencySeconds = histogram(
                    "latency_seconds", "From when a flow was produced to when it was scored, of a sample.")
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 60)
            .register(registry);
    private final Histogram stageSeconds = histogram(
                    "stage_seconds", "What a stage of the work on a record took, of a sample.")
            .classicUpperBounds(1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 1e-2, 0.1, 1)
            .labelNames("stage")
            .register(registry);

    public ProcessMeter() {
        counter(CountNames.FLOWS_READ, "Records taken from the flows topic.");
        counter(CountNames.FLOWS_EXPIRED, "Offsets of the flows topic that Kafka deleted before they were read.");
        counter(CountNames.FLOWS_SCORED, "Flows scored.");
        counter(CountNames.FLOWS_JOINED, "Records of one direction that became part of the flow of another.");
        counter(CountNames.FLOWS_REPEATED, "Flows of a file that had been scored before.");
        counter(CountNames.ALERTS, "Alerts raised; flows of one story are one.");
        counter(CountNames.ALERTING_FLOWS, "Flows that are part of an alert.");
        counter(CountNames.FEEDBACK_READ, "Records taken from the feedback topic.");
        counter(CountNames.FEEDBACK_REPEATED, "Verdicts that were given before.");
        counter(CountNames.FEEDBACK_EARLY, "Verdicts that had to wait for their flow to be scored.");
        counter(CountNames.LESSONS_SENT, "Verdicts that became lessons.");
        counters.put(
                CountNames.ALLOWED_FLOW,
                family("allowed_flows", "Flows that would alert, but for a rule of the allowlist.")
                        .register(registry));
        counters(
                CountNames.DEAD_FLOW,
                "dead_flows",
                "Flow records set aside.",
                codes(RejectionReason.values(), RejectionReason::code));
        counters(
                CountNames.DEAD_FEEDBACK,
                "dead_feedback",
                "Feedback records set aside.",
                codes(FeedbackRejection.values(), FeedbackRejection::code));
        counters(
                CountNames.FORGOTTEN_HOST,
                "forgotten_hosts",
                "Hosts, in one role, forgotten since there may be no more of them.",
                codes(BoundedHostStates.Forgotten.values(), BoundedHostStates.Forgotten::code));
    }

    /**
     * What a count of this name is shown by, to be asked for once by who counts: under the reason in its name, while all rules of the
     * allowlist are one.
     *
     * @throws IllegalArgumentException if there is no such count
     */
    public CounterDataPoint counter(String name) {
        String family = name.substring(0, name.indexOf('.') + 1);
        Counter counter = counters.get(family.isEmpty() ? name : family);
        if (counter == null) {
            throw new IllegalArgumentException("no metric shows the count " + name);
        }
        return family.isEmpty() || family.equals(CountNames.ALLOWED_FLOW)
                ? counter
                : counter.labelValues(name.substring(family.length()));
    }

    public void score(double score) {
        scores.observe(score);
    }

    /** From when a flow was produced to when it was scored. */
    public void latency(long millis) {
        latencySeconds.observe(Math.max(0, millis) / 1e3);
    }

    /** One for each task, since it keeps time. */
    public StageClock clock() {
        return new StageClock(stageSeconds);
    }

    /** All of it now. */
    public MetricSnapshots snapshots() {
        return registry.scrape();
    }

    private void counter(String name, String help) {
        counters.put(name, family(name, help).register(registry));
    }

    /** With a figure for each reason before it first occurs. */
    private void counters(String prefix, String name, String help, Stream<String> reasons) {
        Counter counter = family(name, help).labelNames("reason").register(registry);
        reasons.forEach(counter::initLabelValues);
        counters.put(prefix, counter);
    }

    private static <R> Stream<String> codes(R[] reasons, Function<R, String> code) {
        return Stream.of(reasons).map(code);
    }

    private static Counter.Builder family(String name, String help) {
        return Counter.builder().name(Metrics.PREFIX + name).help(help).withoutExemplars();
    }

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder()
                .name(Metrics.PREFIX + name)
                .help(help)
                .classicOnly()
                .withoutExemplars();
    }
}
