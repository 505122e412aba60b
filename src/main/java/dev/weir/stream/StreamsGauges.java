package dev.weir.stream;

import dev.weir.metrics.Gauge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The few of the many hundred figures of Kafka Streams that say something of a detector's health, in seconds and bytes. */
final class StreamsGauges {
    private static final double MILLIS = 1e-3;

    /** How one is named here, which tag of it stays as a label, and by what it is multiplied. */
    private record Chosen(String name, String tag, String label, double factor) {}

    private static final Map<String, Chosen> CHOSEN = Map.ofEntries(
            Map.entry("alive-stream-threads", new Chosen("streams_threads_alive", "", "", 1)),
            Map.entry("failed-stream-threads", new Chosen("streams_threads_failed", "", "", 1)),
            thread("process-rate", "streams_processed_records_per_second", 1),
            thread("commit-rate", "streams_commits_per_second", 1),
            thread("commit-latency-avg", "streams_commit_latency_average_seconds", MILLIS),
            thread("commit-latency-max", "streams_commit_latency_max_seconds", MILLIS),
            thread("poll-latency-max", "streams_poll_latency_max_seconds", MILLIS),
            store("estimate-num-keys", "state_keys"),
            store("total-sst-files-size", "state_disk_bytes"),
            store("cur-size-all-mem-tables", "state_memory_bytes"));

    private StreamsGauges() {}

    private static Map.Entry<String, Chosen> thread(String kafkaName, String name, double factor) {
        return Map.entry(kafkaName, new Chosen(name, "thread-id", "thread", factor));
    }

    private static Map.Entry<String, Chosen> store(String kafkaName, String name) {
        return Map.entry(kafkaName, new Chosen(name, "rocksdb-state-id", "store", 1));
    }

    /** The chosen ones; of a store, all its partitions together. */
    static List<Gauge> of(Map<MetricName, ? extends Metric> metrics) {
        Map<String, Gauge> found = new TreeMap<>();
        metrics.values()
                .forEach(metric -> gauge(metric)
                        .ifPresent(gauge -> found.merge(gauge.name() + gauge.labels(), gauge, StreamsGauges::sum)));
        return List.copyOf(found.values());
    }

    private static Gauge sum(Gauge one, Gauge other) {
        return new Gauge(one.name(), one.labels(), one.value() + other.value());
    }

    private static Optional<Gauge> gauge(Metric metric) {
        Chosen chosen = CHOSEN.get(metric.metricName().name());
        if (chosen == null || !(metric.metricValue() instanceof Number number) || Double.isNaN(number.doubleValue())) {
            return Optional.empty();
        }
        double value = number.doubleValue() * chosen.factor();
        if (chosen.tag().isEmpty()) {
            return Optional.of(new Gauge(chosen.name(), value));
        }
        String tag = metric.metricName().tags().get(chosen.tag());
        return Optional.ofNullable(tag).map(of -> new Gauge(chosen.name(), Map.of(chosen.label(), shown(of)), value));
    }

    /** Of a thread its number: the whole name holds the id of the process, which is another after each start. */
    private static String shown(String tag) {
        int at = tag.lastIndexOf("StreamThread-");
        return at < 0 ? tag : tag.substring(at + "StreamThread-".length());
    }
}
