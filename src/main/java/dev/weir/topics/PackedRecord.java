package dev.weir.topics;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one record of a batch while it is unpacked, and holds no more of it than it is asked to keep. The form is that of
 * Kafka's records of version 2: key, value and headers, each after its length as a variable-length number.
 */
final class PackedRecord {
    private static final int MOST_NUMBER_BYTES = 10;
    private static final int DATA_BITS = 7;
    private static final int DATA = 0x7f;

    private final InputStream unpacked;
    private final long bodyBytes;
    private final long timestampDelta;
    private final int offsetDelta;
    private long readBytes;

    /** Reads the head of the next record. */
    PackedRecord(InputStream unpacked) throws IOException {
        this.unpacked = unpacked;
        this.bodyBytes = number();
        this.readBytes = 0;
        skip(1);
        this.timestampDelta = number();
        this.offsetDelta = (int) number();
    }

    /** Of the whole record, unpacked. */
    long bytes() {
        return bodyBytes;
    }

    long timestampDelta() {
        return timestampDelta;
    }

    int offsetDelta() {
        return offsetDelta;
    }

    /** The number that comes next, such as a length; below zero for none. */
    long number() throws IOException {
        long bits = 0;
        for (int i = 0; i < MOST_NUMBER_BYTES; i++) {
            int next = unpacked.read();
            if (next < 0) {
                throw new EOFException("the batch ends within a number");
            }
            readBytes++;
            bits |= (long) (next & DATA) << (DATA_BITS * i);
            if (next <= DATA) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new IOException("a number has more than " + MOST_NUMBER_BYTES + " bytes");
    }

    /** Skips what has a length; nothing if it is below zero. */
    void skip(long bytes) throws IOException {
        if (bytes > 0) {
            unpacked.skipNBytes(bytes);
            readBytes += bytes;
        }
    }

    /** Skips to the end of the record. */
    void finish() throws IOException {
        skip(bodyBytes - readBytes);
    }

    /** The first bytes of what has a length; null if it is below zero. */
    byte @Nullable [] keep(long length, int most) throws IOException {
        if (length < 0) {
            return null;
        }
        int wanted = (int) Math.min(length, most);
        byte[] kept = unpacked.readNBytes(wanted);
        if (kept.length < wanted) {
            throw new EOFException("the batch ends within a record");
        }
        readBytes += kept.length;
        skip(length - kept.length);
        return kept;
    }
}
