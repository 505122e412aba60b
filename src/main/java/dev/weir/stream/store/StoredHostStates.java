package dev.weir.stream.store;

import dev.weir.features.HostStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour of hosts in a store of the stream: in RocksDB, and in its changelog. Recent hosts are in memory too,
 * and go to the store once for each commit, however many flows they had: the store's own cache would do the same at
 * five times the cost.
 */
public final class StoredHostStates implements HostStates {
    private static final int MOST_IN_MEMORY = 16_384;
    /** Hosts that had to leave memory are among them, and between two commits a flood can bring any number. */
    private static final int MOST_CHANGED = 2 * MOST_IN_MEMORY;

    private final SparedStore store;
    /** The one that was asked for longest ago comes first. */
    private final LinkedHashMap<String, Remembered> recent = new LinkedHashMap<>(1_024, 0.75f, true);
    /** In the order in which they changed. Some may have been saved meanwhile. */
    private final List<Remembered> changed = new ArrayList<>();
    /** Found last, and still in memory: a host is mostly put right after it was asked for. */
    private @Nullable Remembered last;

    private static final class Remembered {
        private final String host;
        private byte[] state;
        private boolean unsaved;

        Remembered(String host, byte[] state) {
            this.host = host;
            this.state = state;
        }
    }

    /** @param store without a cache, since what is saved before a commit must be part of it */
    public StoredHostStates(KeyValueStore<String, byte[]> store) {
        this.store = new SparedStore(store);
    }

    @Override
    public byte @Nullable [] get(String host) {
        Remembered found = recent.get(host);
        if (found == null) {
            byte[] state = store.get(host);
            if (state == null) {
                return null;
            }
            found = remember(host, state);
        }
        last = found;
        return found.state;
    }

    @Override
    public void put(String host, byte[] state) {
        Remembered found = last != null && last.host.equals(host) ? last : recent.get(host);
        if (found == null) {
            found = remember(host, state);
        }
        found.state = state;
        if (!found.unsaved) {
            found.unsaved = true;
            changed.add(found);
        }
        if (changed.size() > MOST_CHANGED) {
            save();
        }
    }

    @Override
    public void remove(String host) {
        Remembered removed = recent.remove(host);
        if (removed != null) {
            removed.unsaved = false;
        }
        last = null;
        store.delete(host);
    }

    /** To be called before each commit; earlier does no harm. */
    public void save() {
        List<KeyValue<String, byte[]>> unsaved = new ArrayList<>(changed.size());
        for (Remembered host : changed) {
            if (host.unsaved) {
                unsaved.add(KeyValue.pair(host.host, host.state));
                host.unsaved = false;
            }
        }
        changed.clear();
        if (unsaved.isEmpty()) {
            return;
        }
        // In the order of the store, each finds its place beside the one before.
        unsaved.sort(Comparator.comparing(entry -> entry.key));
        store.putAll(unsaved);
    }

    private void save(Remembered host) {
        if (host.unsaved) {
            store.put(host.host, host.state);
            host.unsaved = false;
        }
    }

    private Remembered remember(String host, byte[] state) {
        Remembered newest = new Remembered(host, state);
        recent.put(host, newest);
        if (recent.size() > MOST_IN_MEMORY) {
            Remembered oldest = recent.values().iterator().next();
            save(oldest);
            recent.remove(oldest.host);
            last = null;
        }
        return newest;
    }
}
