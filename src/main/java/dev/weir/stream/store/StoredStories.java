package dev.weir.stream.store;

import dev.weir.alert.StoryStore;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Open alerts in a store of the stream: in RocksDB, and in its changelog. */
public final class StoredStories implements StoryStore {
    private final KeyValueStore<String, byte[]> store;

    public StoredStories(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(String key, byte[] story) {
        store.put(key, story);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void forEach(BiConsumer<String, byte[]> action) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> story = all.next();
                action.accept(story.key, story.value);
            }
        }
    }
}
