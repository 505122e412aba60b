package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadProcessorTest {
    private static final long NOW = 1_700_000_000_000L;

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final ReadProcessor read = new ReadProcessor(new Measures());

    @BeforeEach
    void prepare() {
        KeyValueStore<String, Long> counts = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Counts.READ_STORE), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        counts.init(context.getStateStoreContext(), counts);
        context.addStateStore(counts);
        context.setRecordMetadata("flows", 0, 7);
        context.setCurrentSystemTimeMs(NOW);
        read.init(context);
    }

    @Test
    void flowOfTheFarFuture_isADeadLetter_soThatItMovesNobodysTime() {
        assertThat(reasonAt(NOW / 1_000 + Duration.ofDays(1).toSeconds() + 1)).isEqualTo("future_time");
        assertThat(reasonAt(4_102_444_800L)).isEqualTo("future_time");
    }

    @Test
    void flowOfAClockThatIsAheadByHours_orOfAnyPast_isRead() {
        assertThat(reasonAt(NOW / 1_000 + Duration.ofDays(1).toSeconds())).isEqualTo("read");
        assertThat(reasonAt(0)).isEqualTo("read");
    }

    @Test
    void recordsThatAreNoFlows_areDeadLettersWithTheirReason() {
        assertThat(reason("{\"ts\":-1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}"))
                .isEqualTo("invalid_field");
        assertThat(reason("[".repeat(100_000))).isEqualTo("too_large");
        assertThat(reason("")).isEqualTo("empty");
    }

    private String reasonAt(long seconds) {
        return reason("{\"ts\":" + seconds + ",\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}");
    }

    private String reason(String record) {
        context.resetForwards();
        read.process(new Record<>(null, record.getBytes(StandardCharsets.UTF_8), NOW));
        List<MockProcessorContext.CapturedForward<? extends byte[], ?>> forwarded = context.forwarded();
        assertThat(forwarded).hasSize(1);
        return forwarded.get(0).childName().orElseThrow().equals(ReadProcessor.ACCEPTED)
                ? "read"
                : new String(
                        forwarded
                                .get(0)
                                .record()
                                .headers()
                                .lastHeader("weir.reason")
                                .value(),
                        StandardCharsets.US_ASCII);
    }
}
