package dev.weir.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Counts that survive restarts and move with the partitions. They are committed together with what they count, so under
 * exactly-once they add up after any crash.
 */
final class Counts {
    static final String READ_STORE = "counts-read";
    static final String DETECT_STORE = "counts-detect";
    static final String FEEDBACK_STORE = "counts-feedback";
    static final String TEACH_STORE = "counts-teach";

    static final List<String> STORES = List.of(READ_STORE, DETECT_STORE, FEEDBACK_STORE, TEACH_STORE);

    static final String FLOWS_READ = "flows_read";
    static final String FLOWS_SCORED = "flows_scored";
    static final String ALERTS = "alerts";
    static final String ALERTING_FLOWS = "alerting_flows";
    static final String FEEDBACK_READ = "feedback_read";
    static final String FEEDBACK_REPEATED = "feedback_repeated";
    /** Feedback that had to wait for its flow; it is counted again by what becomes of it. */
    static final String FEEDBACK_EARLY = "feedback_early";

    static final String LESSONS_SENT = "lessons_sent";
    /** Before the code of a reason: flows set aside for it. */
    static final String DEAD_FLOW = "dead_flow.";
    /** Before the code of a reason: feedback set aside for it. */
    static final String DEAD_FEEDBACK = "dead_feedback.";

    /** Before the code of a reason: hosts forgotten for it. */
    static final String FORGOTTEN_HOST = "forgotten_host.";

    private final KeyValueStore<String, Long> store;
    private final Measures measures;
    /** What the store holds, which nobody else writes. */
    private final Map<String, Long> current = new HashMap<>();

    /** @param measures also told, for those who watch this process */
    Counts(KeyValueStore<String, Long> store, Measures measures) {
        this.store = store;
        this.measures = measures;
    }

    void add(String name) {
        measures.count(name);
        long count = 1 + current.computeIfAbsent(name, this::stored);
        current.put(name, count);
        store.put(name, count);
    }

    private long stored(String name) {
        Long count = store.get(name);
        return count == null ? 0 : count;
    }

    /** Adds the counts of all partitions in a store to {@code sums}. */
    static void sum(ReadOnlyKeyValueStore<String, Long> store, Map<String, Long> sums) {
        try (KeyValueIterator<String, Long> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> entry = all.next();
                sums.merge(entry.key, entry.value, Long::sum);
            }
        }
    }

    /** Those counts whose name begins with a prefix, by the rest of the name. */
    static Map<String, Long> under(String prefix, Map<String, Long> sums) {
        Map<String, Long> found = new TreeMap<>();
        sums.forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), count);
            }
        });
        return found;
    }
}
