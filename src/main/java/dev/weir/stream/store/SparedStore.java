package dev.weir.stream.store;

import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store on disk that is spared questions for what it does not have. RocksDB takes twenty microseconds to say no, where a flood
 * brings new hosts with each flow. Which keys it has is found by walks through the store, a stretch at a time, paid for by questions
 * in vain and by new keys; nobody else may put what is asked for. What is deleted stays known until the next walk, which begins when
 * twice as many keys are known.
 */
final class SparedStore {
    private static final int LEAST_CAPACITY = 1 << 16;
    private static final int MOST_CAPACITY = 1 << 24;
    private static final int STEPS_PER_STRETCH = 100;
    private static final int STRETCH = 1_000;

    private final KeyValueStore<String, byte[]> store;
    /** Of the last walk that came to its end. */
    private @Nullable KnownKeys known;
    /** Of the walk that goes on. */
    private @Nullable KnownKeys found = new KnownKeys(LEAST_CAPACITY);

    private @Nullable String walkFrom;
    private int renewAt;
    private int steps = STEPS_PER_STRETCH - 1;

    SparedStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    byte @Nullable [] get(String key) {
        if (known != null && !known.mayHave(key)) {
            return null;
        }
        byte[] value = store.get(key);
        if (value == null) {
            step();
        }
        return value;
    }

    void put(String key, byte[] value) {
        boolean isNew = learn(key);
        store.put(key, value);
        if (isNew) {
            step();
        }
    }

    /** Puts many at once, which costs less for each; a key without a value is deleted. */
    void putAll(List<KeyValue<String, byte @Nullable []>> entries) {
        int news = 0;
        for (KeyValue<String, byte @Nullable []> entry : entries) {
            news += entry.value != null && learn(entry.key) ? 1 : 0;
        }
        store.putAll(entries);
        for (int i = 0; i < news; i++) {
            step();
        }
    }

    /** Takes note of a key that is about to be put; whether it was not known. */
    private boolean learn(String key) {
        boolean isNew = known == null || !known.mayHave(key);
        if (isNew && known != null) {
            known.add(key);
        }
        if (found != null) {
            found.add(key);
        }
        return isNew;
    }

    void delete(String key) {
        store.delete(key);
    }

    private void step() {
        if (++steps < STEPS_PER_STRETCH) {
            return;
        }
        steps = 0;
        if (found == null && known != null && known.added() >= renewAt) {
            found = new KnownKeys(Math.min(MOST_CAPACITY, 2 * known.added()));
        }
        if (found != null) {
            walk(found);
        }
    }

    private void walk(KnownKeys into) {
        try (KeyValueIterator<String, byte[]> entries = store.range(walkFrom, null)) {
            for (int seen = 0; seen < STRETCH && entries.hasNext(); seen++) {
                into.add(entries.next().key);
            }
            walkFrom = entries.hasNext() ? entries.peekNextKey() : null;
        }
        if (walkFrom == null) {
            known = into;
            found = null;
            renewAt = Math.max(LEAST_CAPACITY, 2 * into.added());
        }
    }
}
