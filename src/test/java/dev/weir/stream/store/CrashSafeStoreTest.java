package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held on RocksDB as Kafka Streams opens it. */
class CrashSafeStoreTest {
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
    private static final Bytes KEY = Bytes.wrap(new byte[] {'k'});

    @TempDir
    private File folder;

    @ParameterizedTest
    @ValueSource(strings = {"verdicts", "scored-flows"})
    void close_afterACommit_keepsHowMuchOfTheChangelogIsInIt(String name) {
        with(name, StreamsConfig.EXACTLY_ONCE_V2, store -> store.put(KEY, new byte[] {1}), 7L);

        assertThat(committed(name, StreamsConfig.EXACTLY_ONCE_V2)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdicts", "scored-flows"})
    void close_withWritesThatAreNotCommitted_forgetsIt(String name) {
        with(name, StreamsConfig.EXACTLY_ONCE_V2, store -> store.put(KEY, new byte[] {1}), 7L);
        with(name, StreamsConfig.EXACTLY_ONCE_V2, store -> store.put(KEY, new byte[] {2}), null);

        assertThat(committed(name, StreamsConfig.EXACTLY_ONCE_V2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdicts", "scored-flows"})
    void close_withADeletionThatIsNotCommitted_forgetsIt(String name) {
        with(name, StreamsConfig.EXACTLY_ONCE_V2, store -> store.put(KEY, new byte[] {1}), 7L);
        with(name, StreamsConfig.EXACTLY_ONCE_V2, store -> store.put(KEY, null), null);

        assertThat(committed(name, StreamsConfig.EXACTLY_ONCE_V2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdicts", "scored-flows"})
    void close_atLeastOnce_keepsIt(String name) {
        with(name, StreamsConfig.AT_LEAST_ONCE, store -> store.put(KEY, new byte[] {1}), 7L);
        with(name, StreamsConfig.AT_LEAST_ONCE, store -> store.put(KEY, new byte[] {2}), null);

        assertThat(committed(name, StreamsConfig.AT_LEAST_ONCE)).isEqualTo(7);
    }

    private @Nullable Long committed(String name, String guarantee) {
        Long[] offset = new Long[1];
        with(name, guarantee, store -> offset[0] = store.committedOffset(CHANGELOG), null);
        return offset[0];
    }

    /** @param offset committed before the store is closed, if any */
    private void with(
            String name, String guarantee, Consumer<KeyValueStore<Bytes, byte[]>> action, @Nullable Long offset) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "weir");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:0");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        KeyValueStore<Bytes, byte[]> store = supplier(name).get();
        store.init(
                new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), folder).getStateStoreContext(), store);
        try {
            action.accept(store);
            if (offset != null) {
                store.commit(Map.of(CHANGELOG, offset));
            }
        } finally {
            store.close();
        }
    }

    private static KeyValueBytesStoreSupplier supplier(String name) {
        return name.equals("verdicts") ? CrashSafeStore.supplier(name) : KeptFlowStore.supplier(name);
    }
}
