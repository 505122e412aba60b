package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchGuardTest {
    private static final RecordLimits LIMITS = new RecordLimits(1_000, 3, 10);

    private final BatchGuard guard = new BatchGuard(LIMITS);
    private final BoundedBytes values = new BoundedBytes(10);

    @ParameterizedTest
    @EnumSource
    void harmlessBatches_areLeftAsTheyAre(CompressionType compression) {
        MemoryRecords records = records(compression, TimestampType.CREATE_TIME, key(500), key(400), null);

        assertThat(guard.bounded(records)).isSameAs(records);
    }

    @ParameterizedTest
    @EnumSource
    void batchWithALargeRecord_keepsTheBeginningOfEach_andAllElse(CompressionType compression) {
        for (TimestampType times : new TimestampType[] {TimestampType.CREATE_TIME, TimestampType.LOG_APPEND_TIME}) {
            MemoryRecords records = records(compression, times, key(8), key(2_000_000), null);

            List<RecordBatch> batches = batches(guard.bounded(records));

            assertThat(batches).hasSize(2).allSatisfy(RecordBatch::ensureValid);
            RecordBatch original = batches(records).get(0);
            RecordBatch cut = batches.get(0);
            assertThat(head(cut))
                    .isEqualTo(head(original))
                    .startsWith("100 107")
                    .endsWith(" 77 3 9 true 5 " + compression);
            List<Record> found = all(cut);
            List<Record> before = all(original);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).offset()).isEqualTo(100 + 2L * i);
                assertThat(found.get(i).timestamp()).isEqualTo(before.get(i).timestamp());
                assertThat(found.get(i).key()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) i}));
            }
            assertThat(text(found.get(0))).isEqualTo("xxxxxxxx cut 0");
            assertThat(text(found.get(1))).isEqualTo("xxxxxxxxxx cut 1999990");
            assertThat(text(found.get(2))).isEqualTo("null cut 0");
            assertThat(all(batches.get(1))).hasSize(1);
        }
    }

    @Test
    void batchWithTooManyHeaders_keepsTheFirst_andTheNoteCannotBeForged() {
        Header[] many = IntStream.range(0, 400_000)
                .mapToObj(i -> new RecordHeader("h", null))
                .toArray(Header[]::new);
        ByteBufferOutputStream bytes = new ByteBufferOutputStream(1024);
        try (MemoryRecordsBuilder builder = builder(bytes, CompressionType.GZIP, TimestampType.CREATE_TIME)) {
            builder.appendWithOffset(100, 5, null, key(5), many);
            builder.appendWithOffset(101, 5, null, key(5), new Header[] {new RecordHeader(CutNote.NAME, new byte[24])});
        }
        ByteBuffer written = bytes.buffer();
        written.flip();

        List<Record> found = all(
                batches(guard.bounded(MemoryRecords.readableRecords(written))).get(0));

        assertThat(found.get(0).headers()).hasSize(4);
        assertThat(text(found.get(0))).isEqualTo("xxxxx cut 399997");
        assertThat(text(found.get(1))).isEqualTo("xxxxx cut 0");
    }

    @Test
    void anyBytes_doNotEndTheWalk() {
        SplittableRandom random = new SplittableRandom(1);
        MemoryRecords records = records(CompressionType.ZSTD, TimestampType.CREATE_TIME, key(8), key(5_000), null);
        int size = records.sizeInBytes();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[size];
            records.buffer().duplicate().get(bytes);
            // Offset, length and version stay: Kafka's own reader of batches stands before this one.
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[21 + random.nextInt(size - 100)] ^= (byte) (1 << random.nextInt(8));
            }
            guard.bounded(MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)));
        }
    }

    private static String head(RecordBatch batch) {
        return batch.baseOffset() + " " + batch.lastOffset() + " " + batch.maxTimestamp() + " " + batch.timestampType()
                + " " + batch.producerId() + " " + batch.producerEpoch() + " " + batch.baseSequence() + " "
                + batch.isTransactional() + " " + batch.partitionLeaderEpoch() + " " + batch.compressionType();
    }

    private String text(Record record) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        byte[] value = values.deserialize("t", headers, record.value());
        return (value == null ? "null" : new String(value, StandardCharsets.US_ASCII)) + " cut "
                + BoundedBytes.cutOff(headers);
    }

    private static byte[] key(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    /** A batch with a gap behind each record, and one more that is small. */
    private static MemoryRecords records(
            CompressionType compression, TimestampType times, byte[] @Nullable ... values) {
        ByteBufferOutputStream bytes = new ByteBufferOutputStream(1024);
        try (MemoryRecordsBuilder builder = builder(bytes, compression, times)) {
            for (int i = 0; i < values.length; i++) {
                Header[] headers = {new RecordHeader("layout", new byte[3])};
                builder.appendWithOffset(100 + 2 * i, 5_000 - i, new byte[] {(byte) i}, values[i], headers);
            }
            builder.overrideLastOffset(107);
        }
        ByteBufferOutputStream both = new ByteBufferOutputStream(1024);
        ByteBuffer first = bytes.buffer();
        first.flip();
        both.write(first);
        both.write(MemoryRecords.withRecords(
                        108, Compression.NONE, new SimpleRecord("after".getBytes(StandardCharsets.US_ASCII)))
                .buffer());
        ByteBuffer written = both.buffer();
        written.flip();
        return MemoryRecords.readableRecords(written);
    }

    private static MemoryRecordsBuilder builder(
            ByteBufferOutputStream bytes, CompressionType compression, TimestampType times) {
        return new MemoryRecordsBuilder(
                bytes,
                RecordBatch.MAGIC_VALUE_V2,
                Compression.of(compression).build(),
                times,
                100,
                times == TimestampType.LOG_APPEND_TIME ? 9_999 : RecordBatch.NO_TIMESTAMP,
                77,
                (short) 3,
                9,
                true,
                false,
                5,
                Integer.MAX_VALUE);
    }

    private static List<RecordBatch> batches(MemoryRecords records) {
        return StreamSupport.stream(records.batches().spliterator(), false)
                .map(RecordBatch.class::cast)
                .toList();
    }

    private static List<Record> all(RecordBatch batch) {
        return StreamSupport.stream(batch.spliterator(), false).toList();
    }
}
