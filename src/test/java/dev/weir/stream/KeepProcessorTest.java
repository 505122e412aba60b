package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.FlowId;
import dev.weir.wire.KeptFlow;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepProcessorTest {
    private static final Duration RETENTION = Duration.ofMinutes(5);
    private static final long NOW = 1_000_000_000_000L;
    private static final FeatureEncoder ENCODER =
            new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));
    private static final PackedFlow PACKED = ENCODER.pack(new FeatureVector(ENCODER.schema()));

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final KeepProcessor processor = new KeepProcessor(RETENTION);
    private KeyValueStore<String, byte[]> store;
    private long offset;

    @BeforeEach
    void start() {
        store = MemoryStores.addKept(context);
        MemoryStores.add(context, KeepProcessor.READ_UNTIL_STORE, Serdes.Long());
        processor.init(context);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    @EffectOf("feedback.retention")
    void walk_expiredFlow_isForgotten_andOthersStay() {
        keep("old", NOW - RETENTION.toMillis() - 1);
        keep("young", NOW - RETENTION.toMillis());
        store.put("garbage", new byte[] {1});

        walk(NOW);

        assertThat(store.get("old")).isNull();
        assertThat(store.get("garbage")).isNull();
        assertThat(store.get("young")).isNotNull();
    }

    @Test
    void walk_nextOne_findsWhatWasOldestAsSoonAsItIsOver() {
        keep("a", NOW - RETENTION.toMillis() + 10);
        keep("b", NOW);
        walk(NOW);

        walk(NOW + 11);

        assertThat(store.get("a")).isNull();
        assertThat(store.get("b")).isNotNull();
    }

    @Test
    void walk_goesFasterThanFlowsCome_soThatTheStoreDoesNotGrowWithoutEnd() {
        int each = 4_000;
        for (int i = 0; i < 30; i++) {
            long now = NOW + i * RETENTION.toMillis();
            for (int flow = 0; flow < each; flow++) {
                keep(i + "-" + flow, now);
            }
            walk(now);
        }

        assertThat(store.approximateNumEntries()).isLessThan(4L * each);
    }

    @Test
    void process_whatAVerdictNeeds_isKept_andNoMore() {
        keep("a", NOW);

        assertThat(store.get("a")).hasSizeLessThan(130);
        assertThat(KeptFlow.read(store.get("a"), ENCODER)).isNotNull();
    }

    @Test
    void process_idThatComesAgain_isOfItsFirstFlow_untilThatIsOver() {
        keep("a", NOW);
        keep("a", NOW + 1);
        keep("ab", NOW + 2);

        assertThat(scoredAtMillis("a")).isEqualTo(NOW);

        walk(NOW + 1 + RETENTION.toMillis());

        assertThat(scoredAtMillis("a")).isEqualTo(NOW + 1);
        assertThat(scoredAtMillis("ab")).isEqualTo(NOW + 2);
    }

    @Test
    void process_moreFlowsThanRestInMemory_areAllFound_eachIdByItsFirst() {
        int flows = 20_000;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < flows; i++) {
                keep("f" + i, NOW + round);
            }
        }

        for (int i = 0; i < flows; i++) {
            assertThat(scoredAtMillis("f" + i)).as("flow %s", i).isEqualTo(NOW);
        }
    }

    @Test
    void process_idThatIsInAStoreOfBefore_isOfTheFlowThere() {
        store.put(
                "a",
                KeptFlow.headers(new FlowId("a"), NOW, 0.5, PACKED)
                        .lastHeader(KeptFlow.HEADER)
                        .value());

        keep("a", NOW + 1);

        assertThat(scoredAtMillis("a")).isEqualTo(NOW);
    }

    @Test
    void process_tombstone_takesAllFlowsOfTheId_andNoOthers() {
        keep("a", NOW);
        keep("a", NOW + 1);
        keep("ab", NOW);

        process(new Record<>("a", null, NOW));

        assertThat(store.get("a")).isNull();
        assertThat(store.get("ab")).isNotNull();
        assertThat(store.approximateNumEntries()).isOne();
    }

    @Test
    void process_sameRecordAgain_isKeptOnce() {
        keep("a", NOW);
        offset--;
        keep("a", NOW);

        try (KeyValueIterator<String, byte[]> all = store.all()) {
            assertThat(all).toIterable().hasSize(1);
        }
    }

    @Test
    void process_nullKey_isPassedOver() {
        processor.process(new Record<>(null, new byte[] {1}, NOW));

        assertThat(store.approximateNumEntries()).isZero();
    }

    private void walk(long nowMillis) {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(nowMillis);
    }

    private void keep(String id, long scoredAtMillis) {
        process(new Record<>(
                id,
                new byte[] {'{', '}'},
                scoredAtMillis,
                KeptFlow.headers(new FlowId("a"), scoredAtMillis, 0.5, PACKED)));
    }

    private void process(Record<String, byte[]> record) {
        context.setRecordMetadata("scored", 0, offset++);
        processor.process(record);
    }

    private long scoredAtMillis(String id) {
        return KeptFlow.scoredAtMillis(store.get(id));
    }
}
