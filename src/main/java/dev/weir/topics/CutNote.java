package dev.weir.topics;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The header that says how many bytes of a record were cut off while its batch was unpacked. It passes through Kafka's client as any
 * header does, so it bears a secret of this process, by which it is told from what a sender calls the same.
 */
final class CutNote {
    static final String NAME = "weir.cut-off";

    private static final byte[] SECRET = new byte[16];

    static {
        new SecureRandom().nextBytes(SECRET);
    }

    private CutNote() {}

    static Header of(long bytes) {
        return new RecordHeader(
                NAME,
                ByteBuffer.allocate(SECRET.length + Long.BYTES)
                        .put(SECRET)
                        .putLong(bytes)
                        .array());
    }

    /** The bytes that were cut off; 0 if this is no note of this process. */
    static long bytes(Header header) {
        byte[] value = header.key().equals(NAME) ? header.value() : null;
        if (value == null
                || value.length != SECRET.length + Long.BYTES
                || !Arrays.equals(value, 0, SECRET.length, SECRET, 0, SECRET.length)) {
            return 0;
        }
        return ByteBuffer.wrap(value, SECRET.length, Long.BYTES).getLong();
    }
}
