package dev.weir.stream.store;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A store on disk that is never taken for whole when it has writes of a lost transaction in it. Under exactly-once Kafka Streams
 * deletes such a store, but closes it before, and RocksDB then says of it that it was closed in order: a process killed between the
 * two finds it so, and what was undone by the broker counts as done. So this, closed with writes after its last commit, forgets
 * how much of its changelog it has. A store like that is deleted at the next start and read again.
 */
public final class CrashSafeStore extends StoreAround {
    private boolean exactlyOnce;
    private boolean uncommitted;

    private CrashSafeStore(KeyValueStore<Bytes, byte[]> disk) {
        super(disk);
    }

    /** Makes them. */
    public static KeyValueBytesStoreSupplier supplier(String name) {
        return StoreAround.supplier(Stores.persistentKeyValueStore(name), CrashSafeStore::new);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        exactlyOnce = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        super.init(context, root);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        uncommitted = true;
        super.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        uncommitted = true;
        return super.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        uncommitted = true;
        super.putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        uncommitted = true;
        return super.delete(key);
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        super.commit(offsets);
        uncommitted = false;
    }

    @Override
    public void close() {
        try {
            if (exactlyOnce && uncommitted && stored.isOpen()) {
                stored.commit(Map.of());
            }
        } finally {
            super.close();
        }
    }
}
