package dev.weir.stream.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
 * <p>Flows come a thousand times as often as anybody asks for one: so an addition is but two assignments, and a question looks through
 * the ends of all ids, which lie side by side; ids hardly ever end alike.
 */
final class FreshFlows {
    /** Between an id, which has no such character, and the place of the flow. */
    static final char MARK = 0;

    static final int PLACE_LENGTH = 8;

    private static final int FIRST_CAPACITY = 1_024;

    private static final Comparator<KeyValue<Bytes, byte[]>> BY_KEY =
            (one, other) -> Arrays.compareUnsigned(one.key.get(), other.key.get());

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private volatile KeyValue<Bytes, byte[]>[] flows = newFlows(FIRST_CAPACITY);
    /** Beside each flow the {@link #end} of its id. */
    private volatile long[] ends = new long[FIRST_CAPACITY];

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
            ends = Arrays.copyOf(ends, 2 * before);
        }
        flows[before] = KeyValue.pair(key, value);
        ends[before] = end(key.get(), idLength(key.get()));
        bytes += key.get().length + value.length;
        // Last, so that whoever sees the number sees what it counts.
        count = before + 1;
    }

    /** The first flow of an id: that with the least key, the latest if there are several; null if there is none. */
    @Nullable
    KeyValue<Bytes, byte[]> first(Bytes id) {
        int added = count;
        KeyValue<Bytes, byte[]>[] seen = flows;
        long[] seenEnds = ends;
        long end = end(id.get(), idLength(id.get()));
        KeyValue<Bytes, byte[]> first = null;
        for (int i = 0; i < added; i++) {
            if (seenEnds[i] == end
                    && isOf(id.get(), seen[i].key.get())
                    && (first == null || seen[i].key.compareTo(first.key) <= 0)) {
                first = seen[i];
            }
        }
        return first;
    }

    private static boolean isOf(byte[] id, byte[] key) {
        return key.length >= id.length
                && Arrays.equals(id, 0, id.length, key, 0, id.length)
                && (key.length == id.length || idLength(key) == id.length);
    }

    /** How many bytes of a key are the id: all of them where nothing follows it. */
    private static int idLength(byte[] key) {
        int length = key.length - PLACE_LENGTH - 1;
        return length >= 0 && key[length] == MARK ? length : key.length;
    }

    /** The last eight bytes of an id; of a shorter one all. */
    private static long end(byte[] key, int idLength) {
        if (idLength >= Long.BYTES) {
            return (long) EIGHT_BYTES.get(key, idLength - Long.BYTES);
        }
        long end = 0;
        for (int i = 0; i < idLength; i++) {
            end = (end << Byte.SIZE) | (key[i] & 0xff);
        }
        return end;
    }

    /** In the order of their keys; those of one key as they came, so that the latest stays. */
    List<KeyValue<Bytes, byte[]>> sorted() {
        KeyValue<Bytes, byte[]>[] seen = flows;
        List<KeyValue<Bytes, byte[]>> sorted = new ArrayList<>(count);
        for (int place : NearOrder.of(count, i -> beginning(seen[i].key.get()))) {
            sorted.add(seen[place]);
        }
        sorted.sort(BY_KEY);
        return sorted;
    }

    /** The first eight bytes of a key as a number; numbers are in the order of the bytes. */
    private static long beginning(byte[] key) {
        long beginning = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            beginning = (beginning << Byte.SIZE) | (i < key.length ? key[i] & 0xff : 0);
        }
        return beginning ^ Long.MIN_VALUE;
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
