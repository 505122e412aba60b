package dev.weir.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** A batch with the beginnings of the records of another: same offsets, times, producer and transaction. */
final class CutBatch {
    private static final int MOST_HEADER_BYTES = 64 * 1024;
    private static final int FIRST_BYTES = 64 * 1024;

    private final DefaultRecordBatch batch;
    private final RecordLimits limits;

    CutBatch(DefaultRecordBatch batch, RecordLimits limits) {
        this.batch = batch;
        this.limits = limits;
    }

    /** The batch as bytes, packed as the other is. */
    ByteBuffer write(BufferSupplier buffers) {
        ByteBufferOutputStream bytes = new ByteBufferOutputStream(FIRST_BYTES);
        try (MemoryRecordsBuilder records = builder(bytes);
                InputStream unpacked = batch.recordInputStream(buffers)) {
            for (int left = batch.countOrNull(); left > 0; left--) {
                copy(new PackedRecord(unpacked), records);
            }
            records.overrideLastOffset(batch.lastOffset());
            return records.build().buffer();
        } catch (IOException e) {
            throw new UncheckedIOException("a batch that was read to its end before", e);
        }
    }

    private MemoryRecordsBuilder builder(ByteBufferOutputStream bytes) {
        return new MemoryRecordsBuilder(
                bytes,
                RecordBatch.MAGIC_VALUE_V2,
                Compression.of(batch.compressionType()).build(),
                batch.timestampType(),
                batch.baseOffset(),
                batch.timestampType() == TimestampType.LOG_APPEND_TIME
                        ? batch.maxTimestamp()
                        : RecordBatch.NO_TIMESTAMP,
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                batch.isTransactional(),
                false,
                batch.partitionLeaderEpoch(),
                Integer.MAX_VALUE);
    }

    private void copy(PackedRecord record, MemoryRecordsBuilder records) throws IOException {
        long keyBytes = record.number();
        byte[] key = record.keep(keyBytes, limits.keptBytes());
        long valueBytes = record.number();
        byte[] value = record.keep(valueBytes, limits.keptBytes());
        long cutBytes = Math.max(0, keyBytes - limits.keptBytes()) + Math.max(0, valueBytes - limits.keptBytes());
        List<Header> headers = new ArrayList<>();
        cutBytes += copyHeaders(record, headers);
        record.finish();
        if (cutBytes > 0) {
            headers.add(CutNote.of(cutBytes));
        }
        records.appendWithOffset(
                batch.baseOffset() + record.offsetDelta(),
                timestamp(record),
                key,
                value,
                headers.toArray(new Header[0]));
    }

    /**
     * Copies the first headers, as long as there is room.
     *
     * @return the bytes of those that were not copied
     */
    private long copyHeaders(PackedRecord record, List<Header> kept) throws IOException {
        long cutBytes = 0;
        long room = MOST_HEADER_BYTES;
        for (long left = record.number(); left > 0; left--) {
            long keyBytes = record.number();
            boolean fits = keyBytes <= room && kept.size() < limits.headers();
            byte[] key = fits ? record.keep(keyBytes, MOST_HEADER_BYTES) : null;
            record.skip(fits ? 0 : keyBytes);
            room -= fits ? keyBytes : 0;
            long valueBytes = record.number();
            if (key != null && valueBytes <= room) {
                kept.add(new RecordHeader(
                        new String(key, StandardCharsets.UTF_8), record.keep(valueBytes, MOST_HEADER_BYTES)));
                room -= Math.max(0, valueBytes);
            } else {
                record.skip(valueBytes);
                cutBytes += Math.max(1, keyBytes) + Math.max(0, valueBytes);
                room = 0;
            }
        }
        return cutBytes;
    }

    private long timestamp(PackedRecord record) {
        return batch.timestampType() == TimestampType.LOG_APPEND_TIME
                ? batch.maxTimestamp()
                : batch.baseTimestamp() + record.timestampDelta();
    }
}
