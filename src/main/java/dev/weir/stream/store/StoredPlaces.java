package dev.weir.stream.store;

import dev.weir.features.RingPlaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in a store of the stream which host has which place, {@value #PLACES_PER_PAGE} places in one entry: the hand of a ring goes
 * from place to place, so a flood of new hosts writes a page for many of them. The page of each ring that was used last is in memory,
 * and goes to the store before a commit, together with those that were used before: many at once cost less for each. Places that an earlier release has kept, each in an entry of its own, move into their page
 * when it is first used.
 */
public final class StoredPlaces implements RingPlaces {
    static final int PLACES_PER_PAGE = 16;

    static final int MOST_LEFT = 1_024;

    private static final char PAGE = '/';
    private static final char SINGLE = '.';
    private static final String BETWEEN = "\n";

    private final KeyValueStore<String, byte[]> store;
    private final SparedStore entries;
    private final Map<String, Page> current = new HashMap<>();
    /** Pages that the hand of a ring has left since the last commit, as they are kept, in the order of the store. */
    private final SortedMap<String, byte[]> left = new TreeMap<>();

    private static final class Page {
        private final int number;
        private final @Nullable String[] hosts;
        private boolean unsaved;

        private Page(int number, @Nullable String[] hosts) {
            this.number = number;
            this.hosts = hosts;
        }
    }

    /** @param store without a cache, since what is saved before a commit must be part of it */
    public StoredPlaces(KeyValueStore<String, byte[]> store) {
        this.store = store;
        this.entries = new SparedStore(store);
    }

    @Override
    public @Nullable String get(String ring, int place) {
        return page(ring, place / PLACES_PER_PAGE).hosts[place % PLACES_PER_PAGE];
    }

    @Override
    public void put(String ring, int place, String host) {
        Page page = page(ring, place / PLACES_PER_PAGE);
        page.hosts[place % PLACES_PER_PAGE] = host;
        page.unsaved = true;
    }

    @Override
    public int hand(String ring) {
        byte[] kept = entries.get(ring);
        return kept == null ? 0 : Integer.parseInt(text(kept));
    }

    @Override
    public void putHand(String ring, int place) {
        entries.put(ring, bytes(Integer.toString(place)));
    }

    @Override
    public void save() {
        current.forEach(this::leave);
        if (!left.isEmpty()) {
            List<KeyValue<String, byte[]>> pages = new ArrayList<>(left.size());
            left.forEach((key, page) -> pages.add(KeyValue.pair(key, page)));
            entries.putAll(pages);
            left.clear();
        }
    }

    private void leave(String ring, Page page) {
        if (page.unsaved) {
            left.put(key(ring, PAGE, page.number), packed(page.hosts));
            page.unsaved = false;
        }
    }

    private Page page(String ring, int number) {
        Page last = current.get(ring);
        if (last != null && last.number == number) {
            return last;
        }
        if (last != null) {
            leave(ring, last);
        }
        if (left.size() >= MOST_LEFT) {
            save();
        }
        Page page = load(ring, number);
        current.put(ring, page);
        return page;
    }

    private Page load(String ring, int number) {
        String key = key(ring, PAGE, number);
        byte[] kept = left.containsKey(key) ? left.get(key) : entries.get(key);
        if (kept != null) {
            return new Page(number, unpacked(kept));
        }
        Page page = new Page(number, new String[PLACES_PER_PAGE]);
        for (int i = 0; i < PLACES_PER_PAGE; i++) {
            String single = key(ring, SINGLE, number * PLACES_PER_PAGE + i);
            byte[] host = entries.get(single);
            if (host != null) {
                page.hosts[i] = text(host);
                page.unsaved = true;
                entries.delete(single);
            }
        }
        return page;
    }

    @Override
    public void clear(String host, Collection<String> rings) {
        save();
        current.clear();
        List<KeyValue<String, byte[]>> changed = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (rings.stream().anyMatch(ring -> isOf(ring, entry.key))) {
                    @Nullable String[] hosts = unpacked(entry.value);
                    if (Arrays.asList(hosts).contains(host)) {
                        changed.add(KeyValue.pair(entry.key, without(host, hosts)));
                    }
                }
            }
        }
        changed.forEach(entry -> store.put(entry.key, entry.value));
    }

    /** Whether an entry is a page of the ring, or a single place; its hand is neither. */
    private static boolean isOf(String ring, String key) {
        return key.startsWith(ring + PAGE) || key.startsWith(ring + SINGLE);
    }

    /** Nothing if nobody is left, as in an entry of a single place. */
    private static byte @Nullable [] without(String host, @Nullable String[] hosts) {
        Arrays.setAll(hosts, i -> host.equals(hosts[i]) ? null : hosts[i]);
        return Arrays.stream(hosts).allMatch(Objects::isNull) ? null : packed(hosts);
    }

    private static String key(String ring, char kind, int number) {
        return ring + kind + Integer.toHexString(number);
    }

    private static byte[] packed(@Nullable String[] hosts) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            lines.append(i == 0 ? "" : BETWEEN).append(hosts[i] == null ? "" : hosts[i]);
        }
        return bytes(lines.toString());
    }

    private static @Nullable String[] unpacked(byte[] page) {
        String[] lines = text(page).split(BETWEEN, -1);
        @Nullable String[] hosts = new String[PLACES_PER_PAGE];
        for (int i = 0; i < Math.min(lines.length, hosts.length); i++) {
            hosts[i] = lines[i].isEmpty() ? null : lines[i];
        }
        return hosts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
