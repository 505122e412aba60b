package dev.weir.stream.store;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.HeadersBytesStore;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Scored flows by id, on disk. The topic that they come from is their changelog, and what a verdict needs is in a header of
 * its records: so this says that it has headers, and Kafka Streams puts them before each value that it restores. Such a
 * value is read as if the record had been kept when it came.
 */
public final class KeptFlowStore implements KeyValueStore<Bytes, byte[]>, HeadersBytesStore {
    private final KeyValueStore<Bytes, byte[]> stored;

    KeptFlowStore(KeyValueStore<Bytes, byte[]> stored) {
        this.stored = stored;
    }

    /** Makes them. */
    public static KeyValueBytesStoreSupplier supplier(String name) {
        KeyValueBytesStoreSupplier disk = Stores.persistentKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new KeptFlowStore(disk.get());
            }

            @Override
            public String metricsScope() {
                return disk.metricsScope();
            }
        };
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return RestoredValue.kept(stored.get(key));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new KeptIterator(stored.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new KeptIterator(stored.all());
    }

    @Override
    public void put(Bytes key, byte[] value) {
        stored.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return RestoredValue.kept(stored.putIfAbsent(key, value));
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        stored.putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return RestoredValue.kept(stored.delete(key));
    }

    @Override
    public long approximateNumEntries() {
        return stored.approximateNumEntries();
    }

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        stored.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        stored.commit(offsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return stored.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return stored.managesOffsets();
    }

    @Override
    public Position getPosition() {
        return stored.getPosition();
    }

    @Override
    public boolean persistent() {
        return stored.persistent();
    }

    @Override
    public boolean isOpen() {
        return stored.isOpen();
    }

    @Override
    public void close() {
        stored.close();
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
