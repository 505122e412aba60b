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
 * Behaviour of hosts in a store of the stream, as {@link SparseBytes}: in RocksDB, and in its changelog. Recent hosts are in memory
 * too, and go to the store once for each commit, however many flows they had: the store's own cache would do the same at five times
 * the cost. Those that were saved are also in memory as they are kept, as long as there is room.
 */
public final class StoredHostStates implements HostStates {
    /** Name of the store of hosts that flows come from. */
    public static final String SOURCES = "source-hosts";
    /** Name of the store of hosts that flows go to. */
    public static final String DESTINATIONS = "destination-hosts";

    private static final int MOST_IN_MEMORY = 16_384;
    private static final int CHARACTERS_COMPARED = 9;
    private static final int RANK_BITS = 5;

    /** In place of the state of a host that was removed, so that the store is not asked for it. */
    private static final byte[] GONE = {};

    private final SparedStore store;
    private final PackedHosts saved;
    /** The one that was asked for longest ago comes first. */
    private final LinkedHashMap<String, Remembered> recent = new LinkedHashMap<>(1_024, 0.75f, true);
    /** In the order in which they changed. All of them are in memory: none leaves it unsaved. */
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

    /**
     * @param store without a cache, since what is saved before a commit must be part of it
     * @param memory for as many hosts as there is room for
     */
    public StoredHostStates(KeyValueStore<String, byte[]> store, HostMemory memory) {
        this.store = new SparedStore(store);
        this.saved = new PackedHosts(memory);
    }

    /** Reads what is in the store of a host; nothing if it is damaged. */
    public static byte @Nullable [] read(byte @Nullable [] kept) {
        return kept == null ? null : SparseBytes.read(kept);
    }

    @Override
    public byte @Nullable [] get(String host) {
        Remembered found = recent.get(host);
        if (found == null) {
            byte[] state = saved.get(host);
            if (state == null) {
                state = read(store.get(host));
            }
            if (state == null || isGone(state)) {
                return null;
            }
            found = remember(host, state);
        }
        last = found;
        return isGone(found.state) ? null : found.state;
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
    }

    /** It goes from the store together with what is saved next: by itself, RocksDB would look for it first. */
    @Override
    public void remove(String host) {
        put(host, GONE);
    }

    private static boolean isGone(byte[] state) {
        return state.length == 0;
    }

    /** To be called before each commit; earlier does no harm. */
    public void save() {
        if (changed.isEmpty()) {
            return;
        }
        List<KeyValue<String, byte @Nullable []>> unsaved = new ArrayList<>(changed.size());
        for (int place : NearOrder.of(changed.size(), this::beginning)) {
            Remembered host = changed.get(place);
            unsaved.add(KeyValue.pair(host.host, packed(host)));
            host.unsaved = false;
        }
        changed.clear();
        // In the order of the store, each finds its place beside the one before.
        unsaved.sort(Comparator.comparing(entry -> entry.key));
        store.putAll(unsaved);
    }

    /** The first characters of the name of a changed host as a number; numbers are in the order of the names, where those of two differ. */
    private long beginning(int place) {
        String host = changed.get(place).host;
        long beginning = 0;
        for (int i = 0; i < CHARACTERS_COMPARED; i++) {
            beginning = beginning << RANK_BITS | (i < host.length() ? rank(host.charAt(i)) : 0);
        }
        return beginning << (Long.SIZE - 1 - CHARACTERS_COMPARED * RANK_BITS);
    }

    /** From 1 to 22, in the order of the characters; each that an address may have has its own. */
    private static int rank(char character) {
        if (character <= ':') {
            return 1 + Math.max(0, character - '-');
        }
        return character < 'a' ? 15 : 16 + Math.min(character - 'a', 6);
    }

    /** What the store is to have; nothing for a host that is gone. */
    private byte @Nullable [] packed(Remembered host) {
        byte[] packed = SparseBytes.write(host.state);
        saved.put(host.host, packed);
        return isGone(host.state) ? null : packed;
    }

    /** Gives the memory back. */
    public void close() {
        saved.close();
    }

    private Remembered remember(String host, byte[] state) {
        Remembered newest = new Remembered(host, state);
        recent.put(host, newest);
        if (recent.size() > MOST_IN_MEMORY) {
            Remembered oldest = recent.values().iterator().next();
            if (oldest.unsaved) {
                // Many at once cost less for each, and mostly the others have to go too.
                save();
            }
            recent.remove(oldest.host);
            last = null;
        }
        return newest;
    }
}
