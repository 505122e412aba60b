package dev.weir.topology;

import dev.weir.features.HostStates;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour of hosts in a store of the stream: in RocksDB, and in its changelog. The hosts of late are in memory too, and go to the
 * store once for each commit, however many flows they had: the store's own cache would do the same at five times the cost.
 */
final class StoredHostStates implements HostStates {
    private static final int MOST_IN_MEMORY = 16_384;

    private final KeyValueStore<String, byte[]> store;
    /** The one that was asked for longest ago comes first. */
    private final LinkedHashMap<String, byte[]> recent = new LinkedHashMap<>(1_024, 0.75f, true);

    private final Set<String> unsaved = new LinkedHashSet<>();

    /** @param store without a cache, since what is saved before a commit must be part of it */
    StoredHostStates(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(String host) {
        byte[] state = recent.get(host);
        if (state == null) {
            state = store.get(host);
            if (state != null) {
                remember(host, state);
            }
        }
        return state;
    }

    @Override
    public void put(String host, byte[] state) {
        unsaved.add(host);
        remember(host, state);
    }

    @Override
    public void remove(String host) {
        recent.remove(host);
        unsaved.remove(host);
        store.delete(host);
    }

    /** To be called before each commit. */
    void save() {
        for (String host : unsaved) {
            store.put(host, recent.get(host));
        }
        unsaved.clear();
    }

    private void remember(String host, byte[] state) {
        if (recent.put(host, state) == null && recent.size() > MOST_IN_MEMORY) {
            Map.Entry<String, byte[]> oldest = recent.entrySet().iterator().next();
            if (unsaved.remove(oldest.getKey())) {
                store.put(oldest.getKey(), oldest.getValue());
            }
            recent.remove(oldest.getKey());
        }
    }
}
