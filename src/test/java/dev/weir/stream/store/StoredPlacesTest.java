package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.MemoryStores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredPlacesTest {
    private static final String RING = "source.new";
    private static final String OTHER = "source.old";
    private static final int HOSTS = 1_000;

    private final KeyValueStore<String, byte[]> store =
            MemoryStores.add(new MockProcessorContext<Void, Void>(), "places", Serdes.ByteArray());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void put_ofManyHosts_isFoundAfterARestart_inAPageForSixteen() {
        StoredPlaces places = new StoredPlaces(store);
        for (int i = 0; i < HOSTS; i++) {
            places.put(RING, i, "host" + i);
            places.put(OTHER, i, "other" + i);
        }
        places.putHand(RING, 7);
        places.save();

        assertThat(store.approximateNumEntries())
                .isEqualTo(1 + 2 * ((HOSTS + StoredPlaces.PLACES_PER_PAGE - 1) / StoredPlaces.PLACES_PER_PAGE));
        StoredPlaces restarted = new StoredPlaces(store);
        for (int i = 0; i < HOSTS; i++) {
            assertThat(restarted.get(RING, i)).isEqualTo("host" + i);
            assertThat(restarted.get(OTHER, i)).isEqualTo("other" + i);
        }
        assertThat(restarted.get(RING, HOSTS + StoredPlaces.PLACES_PER_PAGE)).isNull();
        assertThat(restarted.hand(RING)).isEqualTo(7);
        assertThat(restarted.hand(OTHER)).isZero();
    }

    @Test
    void pagesThatWereLeft_areReadAndChangedAgain_beforeTheyAreSaved_andGoToTheStoreWhenTheyAreMany() {
        StoredPlaces places = new StoredPlaces(store);
        for (int i = 0; i < 4 * StoredPlaces.PLACES_PER_PAGE; i++) {
            places.put(RING, i, "host" + i);
        }
        places.put(RING, 0, "later");
        assertThat(places.get(RING, StoredPlaces.PLACES_PER_PAGE)).isEqualTo("host" + StoredPlaces.PLACES_PER_PAGE);
        assertThat(keys()).isEmpty();

        places.save();
        StoredPlaces restarted = new StoredPlaces(store);
        assertThat(restarted.get(RING, 0)).isEqualTo("later");
        assertThat(restarted.get(RING, 1)).isEqualTo("host1");

        for (int page = 0; page <= StoredPlaces.MOST_LEFT; page++) {
            places.put(OTHER, page * StoredPlaces.PLACES_PER_PAGE, "other");
        }
        assertThat(keys()).hasSizeGreaterThanOrEqualTo(StoredPlaces.MOST_LEFT);
    }

    @Test
    void places_ofAnEarlierRelease_areFound_andMoveIntoTheirPage() {
        for (int i = 0; i < HOSTS; i++) {
            putAlone(RING + "." + Integer.toHexString(i), "host" + i);
        }
        putAlone(RING, "12");
        StoredPlaces places = new StoredPlaces(store);

        assertThat(places.hand(RING)).isEqualTo(12);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < HOSTS; i++) {
                assertThat(places.get(RING, i)).isEqualTo("host" + i);
            }
        }
        places.save();

        assertThat(keys()).noneMatch(key -> key.startsWith(RING + "."));
        assertThat(new StoredPlaces(store).get(RING, 17)).isEqualTo("host17");
    }

    @Test
    void clear_takesAHostFromTheRingsAlone_unsaved_saved_andOfAnEarlierRelease() {
        putAlone(RING + ".20", "gone");
        putAlone(RING + ".21", "kept");
        StoredPlaces places = new StoredPlaces(store);
        places.put(RING, 0, "gone");
        places.put(RING, 1, "kept");
        places.put(OTHER, 3, "gone");
        places.put("destination.new", 0, "gone");

        places.clear("gone", List.of(RING, OTHER));

        assertThat(places.get(RING, 0)).isNull();
        assertThat(places.get(RING, 1)).isEqualTo("kept");
        assertThat(places.get(OTHER, 3)).isNull();
        assertThat(places.get(RING, 0x20)).isNull();
        assertThat(places.get(RING, 0x21)).isEqualTo("kept");
        assertThat(places.get("destination.new", 0)).isEqualTo("gone");
    }

    private void putAlone(String key, String text) {
        store.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
