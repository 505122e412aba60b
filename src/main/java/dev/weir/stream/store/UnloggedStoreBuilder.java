package dev.weir.stream.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes a store of Weir's own that has neither a cache nor a changelog.
 *
 * @param name of the store
 * @param make makes one for a task
 * @param whyUnlogged said to whoever asks for a changelog
 */
public record UnloggedStoreBuilder<T extends StateStore>(String name, Supplier<T> make, String whyUnlogged)
        implements StoreBuilder<T> {
    @Override
    public T build() {
        return make.get();
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException(whyUnlogged);
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
