package dev.weir.features;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rings of hosts on the heap, for {@link HeapHostStates}. Not thread-safe. */
public final class HeapRingPlaces implements RingPlaces {
    private final Map<Place, String> hosts = new HashMap<>();
    private final Map<String, Integer> hands = new HashMap<>();

    private record Place(String ring, int number) {}

    @Override
    public @Nullable String get(String ring, int place) {
        return hosts.get(new Place(ring, place));
    }

    @Override
    public void put(String ring, int place, String host) {
        hosts.put(new Place(ring, place), host);
    }

    @Override
    public int hand(String ring) {
        return hands.getOrDefault(ring, 0);
    }

    @Override
    public void putHand(String ring, int place) {
        hands.put(ring, place);
    }

    @Override
    public void clear(String host, Collection<String> rings) {
        hosts.entrySet()
                .removeIf(place -> place.getValue().equals(host)
                        && rings.contains(place.getKey().ring()));
    }

    /** Nothing to do: what was put is kept. */
    @Override
    public void save() {}

    /** Places taken now. */
    public int size() {
        return hosts.size();
    }
}
