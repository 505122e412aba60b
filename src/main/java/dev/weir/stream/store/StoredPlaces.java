package dev.weir.stream.store;

import dev.weir.features.RingPlaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps in a store of the stream which host has which place. */
public final class StoredPlaces implements RingPlaces {
    private final KeyValueStore<String, byte[]> store;
    private final SparedStore places;

    public StoredPlaces(KeyValueStore<String, byte[]> store) {
        this.store = store;
        this.places = new SparedStore(store);
    }

    @Override
    public @Nullable String get(String place) {
        byte[] text = places.get(place);
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void clear(String text, Predicate<String> isOfRing) {
        byte[] sought = text.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> place = all.next();
                if (Arrays.equals(place.value, sought) && isOfRing.test(place.key)) {
                    found.add(place.key);
                }
            }
        }
        found.forEach(store::delete);
    }

    @Override
    public void put(String place, String text) {
        places.put(place, text.getBytes(StandardCharsets.UTF_8));
    }
}
