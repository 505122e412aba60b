package dev.weir.stream.store;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store that leaves all to another, for those that change some of it. */
abstract class StoreAround implements KeyValueStore<Bytes, byte[]> {
    /** The other. */
    final KeyValueStore<Bytes, byte[]> stored;

    StoreAround(KeyValueStore<Bytes, byte[]> stored) {
        this.stored = stored;
    }

    /** Makes stores around those that another makes. */
    static KeyValueBytesStoreSupplier supplier(
            KeyValueBytesStoreSupplier inner, UnaryOperator<KeyValueStore<Bytes, byte[]>> around) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return inner.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return around.apply(inner.get());
            }

            @Override
            public String metricsScope() {
                return inner.metricsScope();
            }
        };
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return stored.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return stored.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return stored.all();
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        stored.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return stored.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        stored.putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return stored.delete(key);
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
}
