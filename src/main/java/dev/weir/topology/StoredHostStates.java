package dev.weir.topology;

import dev.weir.features.HostStates;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Behaviour of hosts in a store of the stream: in RocksDB, and in its changelog. */
final class StoredHostStates implements HostStates {
    private final KeyValueStore<String, byte[]> store;

    StoredHostStates(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(String host) {
        return store.get(host);
    }

    @Override
    public void put(String host, byte[] state) {
        store.put(host, state);
    }

    @Override
    public void remove(String host) {
        store.delete(host);
    }
}
