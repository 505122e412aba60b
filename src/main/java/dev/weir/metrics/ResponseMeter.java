package dev.weir.metrics;

import dev.weir.response.Mode;
import dev.weir.response.ResponseGroup;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what a process does about alerts, since its start. Thread-safe. */
public final class ResponseMeter {
    private static final String NO_EXECUTOR = "none";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter steps = Counter.builder()
            .name(Metrics.PREFIX + "response_steps")
            .help("Steps in the life of responses, written by this process since its start.")
            .labelNames("mode", "step")
            .withoutExemplars()
            .register(registry);
    private final Counter failures = Counter.builder()
            .name(Metrics.PREFIX + "response_executor_failures")
            .help("How often an executor could not do what it should; it is tried again.")
            .labelNames("executor")
            .withoutExemplars()
            .register(registry);
    private final Gauge standing = Gauge.builder()
            .name(Metrics.PREFIX + "responses")
            .help("Responses that are not over, where this process decides.")
            .labelNames("group")
            .register(registry);
    private final Gauge deciding = Gauge.builder()
            .name(Metrics.PREFIX + "responses_deciding")
            .help("Whether this process decides on responses; of all that share a model, one does.")
            .register(registry);

    /** @param executors names of those that this process has */
    public ResponseMeter(List<String> executors) {
        for (ResponseState state : ResponseState.values()) {
            for (Mode mode : Mode.values()) {
                steps.initLabelValues(mode.word(), state.word());
            }
        }
        (executors.isEmpty() ? List.of(NO_EXECUTOR) : executors).forEach(failures::initLabelValues);
    }

    /** A step was written. */
    public void step(ResponseStep step) {
        steps.labelValues(step.plan().mode().word(), step.state().word()).inc();
    }

    /** An executor could not do something. */
    public void failure(String executor) {
        failures.labelValues(executor).inc();
    }

    /** How often an executor could not do something. */
    public long failures(String executor) {
        return failures.labelValues(executor).getLongValue();
    }

    /**
     * All that is counted.
     *
     * @param known all responses; null while another process decides
     */
    public synchronized List<MetricSnapshot> collect(@Nullable Collection<ResponseStep> known) {
        deciding.set(known == null ? 0 : 1);
        for (ResponseGroup group : ResponseGroup.values()) {
            if (group != ResponseGroup.OVER) {
                long count = known == null
                        ? 0
                        : known.stream()
                                .filter(step -> ResponseGroup.of(step) == group)
                                .count();
                standing.labelValues(group.word()).set((double) count);
            }
        }
        List<MetricSnapshot> all = new ArrayList<>();
        registry.scrape().forEach(all::add);
        return all;
    }
}
