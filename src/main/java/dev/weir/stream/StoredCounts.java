package dev.weir.stream;

import dev.weir.metrics.ProcessMeter;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts that survive restarts and move with the partitions. They are committed together with what they count, so under
 * exactly-once they add up after any crash; who asks the store sees what was counted up to the last commit.
 */
public final class StoredCounts {
    static final String READ_STORE = "counts-read";
    static final String STITCH_STORE = "counts-stitch";
    static final String DETECT_STORE = "counts-detect";
    static final String FEEDBACK_STORE = "counts-feedback";
    static final String TEACH_STORE = "counts-teach";

    static final List<String> STORES = List.of(READ_STORE, STITCH_STORE, DETECT_STORE, FEEDBACK_STORE, TEACH_STORE);

    /** No offset was kept yet. */
    static final long UNKNOWN = -1;

    /** In the store, and no count. */
    private static final String NEXT_OFFSET = "next_offset";

    private final KeyValueStore<String, Long> store;
    private final ProcessMeter measures;
    /** By name; at least what the store holds, which nobody else writes. */
    private final Map<String, Count> counts = new TreeMap<>();

    private long savedOffset;
    private long nextOffset;

    /** One count, and whether the store does not have it yet. */
    private static final class Count {
        private final String name;
        private final CounterDataPoint shown;
        private long value;
        private boolean unsaved;

        Count(String name, CounterDataPoint shown, @Nullable Long stored) {
            this.name = name;
            this.shown = shown;
            this.value = stored == null ? 0 : stored;
        }
    }

    /**
     * @param store without a cache, since what is saved before a commit must be part of it
     * @param measures also told, for those who watch this process
     */
    StoredCounts(KeyValueStore<String, Long> store, ProcessMeter measures) {
        this.store = store;
        this.measures = measures;
        Long stored = store.get(NEXT_OFFSET);
        this.savedOffset = stored == null ? UNKNOWN : stored;
        this.nextOffset = savedOffset;
    }

    /** The offset behind the last record that was counted, or {@link #UNKNOWN}. It is kept as the counts are. */
    long nextOffset() {
        return nextOffset;
    }

    void nextOffset(long offset) {
        nextOffset = offset;
    }

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long more) {
        if (more == 0) {
            return;
        }
        Count count = counts.get(name);
        if (count == null) {
            count = new Count(name, measures.counter(name), store.get(name));
            counts.put(name, count);
        }
        count.shown.inc(more);
        count.value += more;
        count.unsaved = true;
    }

    /** To be called before each commit. */
    void save() {
        for (Count count : counts.values()) {
            if (count.unsaved) {
                store.put(count.name, count.value);
                count.unsaved = false;
            }
        }
        if (nextOffset != savedOffset) {
            store.put(NEXT_OFFSET, nextOffset);
            savedOffset = nextOffset;
        }
    }

    /** Adds the counts of all partitions in a store to {@code sums}. */
    static void sum(ReadOnlyKeyValueStore<String, Long> store, Map<String, Long> sums) {
        try (KeyValueIterator<String, Long> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> entry = all.next();
                if (!entry.key.equals(NEXT_OFFSET)) {
                    sums.merge(entry.key, entry.value, Long::sum);
                }
            }
        }
    }
}
