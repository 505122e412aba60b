package dev.weir.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A whole record as bytes, headers and all: time, key, value, then name and value of each header. */
final class StoredRecord {
    private static final byte FORMAT = 1;
    private static final int ABSENT = -1;

    private StoredRecord() {}

    static byte[] pack(Record<byte[], byte[]> record) {
        int length = 1 + Long.BYTES + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            length += length(bytes(header.key())) + length(header.value());
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(FORMAT).putLong(record.timestamp());
        put(out, record.key());
        put(out, record.value());
        for (Header header : record.headers()) {
            put(out, bytes(header.key()));
            put(out, header.value());
        }
        return out.array();
    }

    /** @throws IllegalArgumentException if {@link #pack} has not written this */
    static Record<byte[], byte[]> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        if (in.get() != FORMAT) {
            throw new IllegalArgumentException("a waiting verdict was stored by a release that this one cannot read");
        }
        long timestamp = in.getLong();
        byte[] key = takePresent(in);
        byte[] value = takePresent(in);
        Headers headers = new RecordHeaders();
        while (in.hasRemaining()) {
            headers.add(new String(takePresent(in), StandardCharsets.UTF_8), take(in));
        }
        return new Record<>(key, value, timestamp, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int length(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void put(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    private static byte @Nullable [] take(ByteBuffer in) {
        int length = in.getInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] takePresent(ByteBuffer in) {
        byte[] bytes = take(in);
        if (bytes == null) {
            throw new IllegalArgumentException("a waiting verdict was stored without a part that every one has");
        }
        return bytes;
    }
}
