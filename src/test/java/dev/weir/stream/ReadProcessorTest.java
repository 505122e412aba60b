package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ingest.FlowFile;
import dev.weir.metrics.ProcessMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadProcessorTest {
    private static final long NOW = 1_700_000_000_000L;

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final ReadProcessor read = new ReadProcessor(
            new ProcessMeter(), new ExpiredFlows(partition -> 0, InstantSource.system()), flow -> flow, true);

    @BeforeEach
    void prepare() {
        MemoryStores.add(context, StoredCounts.READ_STORE, Serdes.Long());
        MemoryStores.addCommits(context, ReadProcessor.COMMITS_STORE);
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

    @Test
    void layoutHeader_ofAnyBytes_isNoHarm() {
        byte[] row = bytes("1.5,a,b,tcp");
        byte[][] layouts = {
            {},
            {(byte) 0xff, (byte) 0xfe, 0},
            bytes("\u001b[2J"),
            bytes("#fields\t".repeat(1_000)),
            bytes(",".repeat(4_000)),
            new byte[1_000_000]
        };
        assertThat(outcome(row, null)).isIn("unknown_format", "wrong_field_count");
        for (byte[] layout : layouts) {
            assertThat(outcome(row, layout)).isIn("unknown_format", "wrong_field_count", "missing_field");
            assertThat(outcome(row, bytes("ts,src_ip,dst_ip,proto"))).isEqualTo("read");
        }
    }

    @Test
    void markOfAReplay_goesOnAlone() {
        Headers headers = new RecordHeaders()
                .add(FlowFile.REPLAYED_HEADER, new byte[1_000])
                .add("weir.other", new byte[] {2});
        read.process(new Record<>(
                null, bytes("{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}"), NOW, headers));

        Headers passed = context.forwarded().get(0).record().headers();
        assertThat(ReplayMark.isOn(passed)).isTrue();
        assertThat(passed.toArray())
                .hasSize(1)
                .allSatisfy(mark -> assertThat(mark.value()).hasSize(1));
        assertThat(outcome(bytes("1,a,b,tcp"), bytes("ts,src_ip,dst_ip,proto"))).isEqualTo("read");
        assertThat(ReplayMark.isOn(context.forwarded().get(0).record().headers()))
                .isFalse();
    }

    @Test
    void lineOfAFile_hasTheSameNameWheneverItComes_andNoOther() {
        String flow = "{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}";

        long name = nameOf(flow, new byte[] {0, 0, 0, 0, 0, 0, 0, 7});

        assertThat(name).isNotZero().isEqualTo(nameOf(flow, new byte[] {0, 0, 0, 0, 0, 0, 0, 7}));
        assertThat(nameOf(flow, new byte[] {0, 0, 0, 0, 0, 0, 0, 8})).isNotEqualTo(name);
        assertThat(nameOf(flow.replace("\"b\"", "\"c\""), new byte[] {0, 0, 0, 0, 0, 0, 0, 7}))
                .isNotEqualTo(name);
        assertThat(nameOf(flow, new byte[] {1})).isZero();
        assertThat(nameOf(flow, null)).isZero();
    }

    /** Names are in stores that live on. */
    @Test
    void nameOfALine_isTheOneThatItAlwaysHad() {
        Headers seventh = new RecordHeaders().add(FlowFile.REPLAYED_HEADER, new byte[] {0, 0, 0, 0, 0, 0, 0, 7});
        Headers first = new RecordHeaders().add(FlowFile.REPLAYED_HEADER, new byte[] {0, 0, 0, 0, 0, 0, 0, 1});

        assertThat(ReplayMark.name(ReplayMark.passedOn(seventh, bytes("a flow"))))
                .isEqualTo(0xd0043354e80486c4L);
        assertThat(ReplayMark.name(ReplayMark.passedOn(first, new byte[] {-1}))).isEqualTo(0x076ddf62a91bebcbL);
    }

    private long nameOf(String flow, byte @Nullable [] mark) {
        context.resetForwards();
        read.process(new Record<>(null, bytes(flow), NOW, new RecordHeaders().add(FlowFile.REPLAYED_HEADER, mark)));
        return ReplayMark.name(context.forwarded().get(0).record().headers());
    }

    private String outcome(byte[] value, byte @Nullable [] layout) {
        context.resetForwards();
        Headers headers = new RecordHeaders().add("", new byte[0]).add(FlowFile.LAYOUT_HEADER, layout);
        read.process(new Record<>(null, value, NOW, headers));
        return outcome();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String reasonAt(long seconds) {
        return reason("{\"ts\":" + seconds + ",\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"}");
    }

    private String reason(String record) {
        context.resetForwards();
        read.process(new Record<>(null, bytes(record), NOW));
        return outcome();
    }

    private String outcome() {
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
