package dev.weir.stream.store;

import dev.weir.features.RingPlaces;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Who has which place among the hosts, in a store of the stream. */
public final class StoredPlaces implements RingPlaces {
    private final KeyValueStore<String, byte[]> store;

    public StoredPlaces(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public @Nullable String get(String place) {
        byte[] text = store.get(place);
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void put(String place, String text) {
        store.put(place, text.getBytes(StandardCharsets.UTF_8));
    }
}
