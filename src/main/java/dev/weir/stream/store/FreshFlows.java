package dev.weir.stream.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Flows that are in memory before they go to the disk, in the order in which they came. One thread adds; any may ask, and sees
 * what was added before.
 *
 * <p>Flows come a thousand times as often as anybody asks for one: so an addition is but an assignment, and a question looks through
 * them all.
 */
final class FreshFlows {
    private static final int FIRST_CAPACITY = 1_024;
    private static final Comparator<KeyValue<Bytes, byte[]>> BY_KEY =
            (one, other) -> Arrays.compareUnsigned(one.key.get(), other.key.get());

    private volatile KeyValue<Bytes, byte[]>[] flows = newFlows(FIRST_CAPACITY);
    private volatile int count;
    private int bytes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types; only such pairs get in.
    private static KeyValue<Bytes, byte[]>[] newFlows(int capacity) {
        return new KeyValue[capacity];
    }

    void add(Bytes key, byte[] value) {
        int before = count;
        if (before == flows.length) {
            flows = Arrays.copyOf(flows, 2 * before);
        }
        flows[before] = KeyValue.pair(key, value);
        bytes += key.get().length + value.length;
        // Last, so that whoever sees the number sees what it counts.
        count = before + 1;
    }

    /** The flow with the least key of a range, the latest if there are several; null if there is none. */
    @Nullable
    KeyValue<Bytes, byte[]> first(Bytes from, Bytes before) {
        int added = count;
        KeyValue<Bytes, byte[]>[] seen = flows;
        KeyValue<Bytes, byte[]> first = null;
        for (int i = 0; i < added; i++) {
            KeyValue<Bytes, byte[]> flow = seen[i];
            if (flow.key.compareTo(from) >= 0
                    && flow.key.compareTo(before) < 0
                    && (first == null || flow.key.compareTo(first.key) <= 0)) {
                first = flow;
            }
        }
        return first;
    }

    /** In the order of their keys; those of one key as they came, so that the latest stays. */
    List<KeyValue<Bytes, byte[]>> sorted() {
        List<KeyValue<Bytes, byte[]>> sorted =
                new ArrayList<>(Arrays.asList(flows).subList(0, count));
        sorted.sort(BY_KEY);
        return sorted;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** How much memory they take. */
    int bytes() {
        return bytes;
    }
}
