package dev.weir.topics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through fetched batches before Kafka's client unpacks them. The client makes room for a whole record at once, and a gigabyte
 * of blanks is small on the wire; so a batch with a record that is too large, or has too many headers, is written anew with the
 * beginnings of its records. The walk takes the time of unpacking once more, and no memory to speak of. Not thread-safe.
 */
final class BatchGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BatchGuard.class);

    private final RecordLimits limits;
    private final BufferSupplier buffers = BufferSupplier.create();

    BatchGuard(RecordLimits limits) {
        this.limits = limits;
    }

    /** The same records if all of them are within the limits, else such that are. */
    MemoryRecords bounded(MemoryRecords fetched) {
        for (MutableRecordBatch batch : fetched.batches()) {
            if (isTooMuch(batch)) {
                return rewritten(fetched);
            }
        }
        return fetched;
    }

    private MemoryRecords rewritten(MemoryRecords fetched) {
        ByteBufferOutputStream out = new ByteBufferOutputStream(fetched.sizeInBytes());
        for (MutableRecordBatch batch : fetched.batches()) {
            if (isTooMuch(batch)) {
                cut((DefaultRecordBatch) batch, out);
            } else {
                batch.writeTo(out);
            }
        }
        ByteBuffer bytes = out.buffer();
        bytes.flip();
        return MemoryRecords.readableRecords(bytes);
    }

    /** Not of a batch that cannot be read: Kafka's client says so in its own words. */
    private boolean isTooMuch(MutableRecordBatch batch) {
        if (!(batch instanceof DefaultRecordBatch packed) || batch.isControlBatch()) {
            return false;
        }
        try (InputStream records = packed.recordInputStream(buffers)) {
            for (int left = packed.countOrNull(); left > 0; left--) {
                PackedRecord record = new PackedRecord(records);
                if (record.bytes() > limits.recordBytes()) {
                    return batch.isValid();
                }
                record.skip(record.number());
                record.skip(record.number());
                if (record.number() > limits.headers()) {
                    return batch.isValid();
                }
                record.finish();
            }
            return false;
        } catch (IOException | KafkaException | IllegalArgumentException | BufferUnderflowException e) {
            LOG.debug("a batch at offset {} cannot be looked through", batch.baseOffset(), e);
            return false;
        }
    }

    private void cut(DefaultRecordBatch batch, ByteBufferOutputStream out) {
        LOG.warn(
                "a batch at offset {} has records of more than {} bytes or {} headers: of each the beginning is read",
                batch.baseOffset(),
                limits.recordBytes(),
                limits.headers());
        ByteBuffer place = new CutBatch(batch, limits).write(buffers);
        out.write(place);
    }
}
