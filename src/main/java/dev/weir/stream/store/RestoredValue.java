package dev.weir.stream.store;

import dev.weir.wire.KeptFlow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * A value as Kafka Streams restores it into a store with headers: the length of the headers, the headers, eight bytes of time, then
 * the value of the record. Lengths are zigzag numbers of variable length, so a first byte is even or has its highest bit.
 */
final class RestoredValue {
    private RestoredValue() {}

    /** What would have been kept of the record, where a value was restored; else the value as it is. */
    static byte @Nullable [] kept(byte @Nullable [] value) {
        if (value == null || value.length == 0 || (value[0] > 0 && value[0] % 2 != 0)) {
            return value;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(value);
            Headers headers = takeHeaders(in);
            in.getLong();
            return KeptFlow.ofRecord(headers, take(in, in.remaining()));
        } catch (RuntimeException e) {
            // A stranger's record that begins like one; only a verdict asks what it is.
            return value;
        }
    }

    private static Headers takeHeaders(ByteBuffer in) {
        Headers headers = new RecordHeaders();
        int length = ByteUtils.readVarint(in);
        if (length == 0) {
            return headers;
        }
        for (int rest = ByteUtils.readVarint(in); rest > 0; rest--) {
            String name = new String(take(in, ByteUtils.readVarint(in)), StandardCharsets.UTF_8);
            int valueLength = ByteUtils.readVarint(in);
            headers.add(name, valueLength < 0 ? null : take(in, valueLength));
        }
        return headers;
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("ends before its parts do");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
