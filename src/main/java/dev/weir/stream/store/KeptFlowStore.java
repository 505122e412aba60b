package dev.weir.stream.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.HeadersBytesStore;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scored flows by id, on disk. The topic that they come from is their changelog, and what a verdict needs is in a header of
 * its records: so this says that it has headers, and Kafka Streams puts them before each value that it restores. Such a
 * value is read as if the record had been kept when it came.
 *
 * <p>Each flow has a {@linkplain #key place} of its own behind its id, so that none is looked for before another is kept: among
 * the flows of a week that would be a read of the disk for each. Asked for an id, this gives the first flow of it. What Kafka
 * Streams restores, and what an earlier release kept, has the id alone, and comes before all others of that id.
 *
 * <p>Flows of late are in memory, up to {@value #MOST_FRESH_BYTES} bytes or one flow more, and go to the disk sorted: ids come in any
 * order, and each by itself would be looked for a place anew. One thread changes this; any may ask for an id.
 */
public final class KeptFlowStore extends StoreAround implements HeadersBytesStore {
    public static final String NAME = "scored-flows";

    private static final byte AFTER_ALL_PLACES = 1;
    private static final int PLACE_BITS = 6;
    /** The first of 64 characters in a row, all of them visible ASCII. */
    private static final char LEAST_DIGIT = '0';

    private static final int MOST_FRESH_BYTES = 1 << 20;

    private volatile FreshFlows fresh = new FreshFlows();

    KeptFlowStore(KeyValueStore<Bytes, byte[]> stored) {
        super(stored);
    }

    /** The key under which a flow is put; in the order of offsets, for one id. */
    public static String key(String id, long offset) {
        char[] place = new char[1 + FreshFlows.PLACE_LENGTH];
        place[0] = FreshFlows.MARK;
        long rest = offset;
        for (int i = FreshFlows.PLACE_LENGTH; i > 0; i--) {
            place[i] = (char) (LEAST_DIGIT + (rest & ((1 << PLACE_BITS) - 1)));
            rest >>>= PLACE_BITS;
        }
        return id + new String(place);
    }

    /** Makes them. */
    public static KeyValueBytesStoreSupplier supplier(String name) {
        return around(CrashSafeStore.supplier(name));
    }

    /** Makes them of other stores. */
    public static KeyValueBytesStoreSupplier around(KeyValueBytesStoreSupplier disk) {
        return StoreAround.supplier(disk, KeptFlowStore::new);
    }

    /** The first flow of an id; null if there is none. */
    @Override
    public byte @Nullable [] get(Bytes id) {
        // In this order, since what is not in memory any more is on disk already.
        KeyValue<Bytes, byte[]> newest = fresh.first(id);
        try (KeyValueIterator<Bytes, byte[]> flows = storedFlowsOf(id)) {
            if (flows.hasNext()) {
                KeyValue<Bytes, byte[]> oldest = flows.next();
                if (newest == null || oldest.key.compareTo(newest.key) <= 0) {
                    return oldest.value;
                }
            }
        }
        return newest == null ? null : newest.value;
    }

    private KeyValueIterator<Bytes, byte[]> storedFlowsOf(Bytes id) {
        return new KeptIterator(stored.range(id, afterFlowsOf(id)));
    }

    private static Bytes afterFlowsOf(Bytes id) {
        byte[] after = Arrays.copyOf(id.get(), id.get().length + 1);
        after[after.length - 1] = AFTER_ALL_PLACES;
        return Bytes.wrap(after);
    }

    private void write() {
        if (fresh.count() > 0) {
            stored.putAll(fresh.sorted());
            fresh = new FreshFlows();
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        write();
        return new KeptIterator(stored.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        write();
        return new KeptIterator(stored.all());
    }

    /** @param value nothing to delete the flow under this very key */
    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            write();
            stored.put(key, null);
            return;
        }
        fresh.add(key, value);
        if (fresh.bytes() >= MOST_FRESH_BYTES) {
            write();
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        write();
        return RestoredValue.kept(stored.putIfAbsent(key, value));
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    /** Deletes all flows of an id, and gives the first; a single one goes by a put of nothing under its key. */
    @Override
    public byte @Nullable [] delete(Bytes id) {
        write();
        byte[] first = null;
        try (KeyValueIterator<Bytes, byte[]> flows = storedFlowsOf(id)) {
            while (flows.hasNext()) {
                KeyValue<Bytes, byte[]> flow = flows.next();
                first = first == null ? flow.value : first;
                stored.put(flow.key, null);
            }
        }
        return first;
    }

    @Override
    public long approximateNumEntries() {
        return stored.approximateNumEntries() + fresh.count();
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        write();
        stored.commit(offsets);
    }

    @Override
    public void close() {
        try {
            if (stored.isOpen()) {
                write();
            }
        } finally {
            stored.close();
        }
    }

    /** The values of another, as they were kept. */
    private static final class KeptIterator implements KeyValueIterator<Bytes, byte[]> {
        private final KeyValueIterator<Bytes, byte[]> values;

        KeptIterator(KeyValueIterator<Bytes, byte[]> values) {
            this.values = values;
        }

        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> next = values.next();
            return KeyValue.pair(next.key, RestoredValue.kept(next.value));
        }

        @Override
        public Bytes peekNextKey() {
            return values.peekNextKey();
        }

        @Override
        public void close() {
            values.close();
        }
    }
}
