package dev.weir.alert;

import java.util.function.BiConsumer;

/** Where the stories of a task are kept over a restart. */
public interface StoryStore {
    /** Keeps nothing. */
    StoryStore NONE = new StoryStore() {
        @Override
        public void put(String key, byte[] story) {}

        @Override
        public void delete(String key) {}

        @Override
        public void forEach(BiConsumer<String, byte[]> action) {}
    };

    void put(String key, byte[] story);

    void delete(String key);

    /** Hands out all that is kept, in any order. */
    void forEach(BiConsumer<String, byte[]> action);
}
