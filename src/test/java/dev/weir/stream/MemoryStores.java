package dev.weir.stream;

import dev.weir.stream.store.EarlyVerdicts;
import dev.weir.stream.store.KeptFlowStore;
import dev.weir.stream.store.LessonsOfDay;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores for a processor that is tested alone. */
public final class MemoryStores {
    private MemoryStores() {}

    /** Opens a store and gives it to the processor. */
    public static <V> KeyValueStore<String, V> add(MockProcessorContext<?, ?> context, String name, Serde<V> values) {
        return add(context, Stores.inMemoryKeyValueStore(name), values);
    }

    /** Those that a {@link KeepProcessor} keeps. */
    public static KeyValueStore<String, byte[]> addKept(MockProcessorContext<?, ?> context) {
        return add(context, KeptFlowStore.around(Stores.inMemoryKeyValueStore(KeptFlowStore.NAME)), Serdes.ByteArray());
    }

    private static <V> KeyValueStore<String, V> add(
            MockProcessorContext<?, ?> context, KeyValueBytesStoreSupplier supplier, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    public static void addCommits(MockProcessorContext<?, ?> context, String name) {
        context.addStateStore(Commits.builder(name, new CommitPace(Duration.ofMillis(50), Duration.ofMillis(50)))
                .build());
    }

    /** All that a {@link TeachProcessor} has, but for the scored flows. */
    public static void addForTeaching(MockProcessorContext<?, ?> context) {
        add(context, TeachProcessor.VERDICTS_STORE, Serdes.ByteArray());
        add(context, EarlyVerdicts.STORE, Serdes.ByteArray());
        add(context, LessonsOfDay.STORE, Serdes.Long());
        add(context, KeepProcessor.READ_UNTIL_STORE, Serdes.Long());
        add(context, StoredCounts.TEACH_STORE, Serdes.Long());
        addCommits(context, TeachProcessor.COMMITS_STORE);
    }
}
