package dev.weir.stream.store;

import dev.weir.wire.PackedParts;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A whole record as bytes, headers and all: time, key, value, then name and value of each header. */
public final class StoredRecord {
    private static final byte FORMAT = 1;

    private StoredRecord() {}

    public static byte[] pack(Record<byte[], byte[]> record) {
        int length = 1 + Long.BYTES + PackedParts.length(record.key()) + PackedParts.length(record.value());
        for (Header header : record.headers()) {
            length += PackedParts.length(bytes(header.key())) + PackedParts.length(header.value());
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(FORMAT).putLong(record.timestamp());
        PackedParts.put(out, record.key());
        PackedParts.put(out, record.value());
        for (Header header : record.headers()) {
            PackedParts.put(out, bytes(header.key()));
            PackedParts.put(out, header.value());
        }
        return out.array();
    }

    /** @throws IllegalArgumentException if {@link #pack} has not written this */
    public static Record<byte[], byte[]> unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            if (in.get() == FORMAT) {
                return take(in);
            }
        } catch (BufferUnderflowException e) {
            throw foreign(e);
        }
        throw foreign(null);
    }

    private static Record<byte[], byte[]> take(ByteBuffer in) {
        long timestamp = in.getLong();
        byte[] key = PackedParts.takePresent(in);
        byte[] value = PackedParts.takePresent(in);
        Headers headers = new RecordHeaders();
        while (in.hasRemaining()) {
            headers.add(new String(PackedParts.takePresent(in), StandardCharsets.UTF_8), PackedParts.take(in));
        }
        if (timestamp < 0) {
            throw foreign(null);
        }
        return new Record<>(key, value, timestamp, headers);
    }

    private static IllegalArgumentException foreign(@Nullable RuntimeException cause) {
        return new IllegalArgumentException(
                "a waiting verdict was stored in a form that this release cannot read", cause);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
