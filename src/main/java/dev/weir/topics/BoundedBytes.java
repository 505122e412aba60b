package dev.weir.topics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps at most the first bytes of a key or value, and of the headers beside it. Kafka bounds records as they are on the wire,
 * where a thousand records of ten megabytes can be small; a client unpacks them one by one, so what is cut off here is never
 * held for more than one of them. How much was cut off stands in a header that no sender can forge.
 */
public final class BoundedBytes implements Deserializer<byte[]> {
    /** Bytes kept of what strangers write: one more than the longest record that may be a flow. */
    public static final int OF_STRANGERS = 64 * 1024 + 1;
    /** Bytes kept of a model event: one more than the broker takes. */
    public static final int OF_MODEL_EVENTS = TopicPlan.MODEL_LOG_RECORD_BYTES + 1;

    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private final int mostBytes;
    private final Predicate<String> isWhole;

    /** @param mostBytes kept of a key or value, at least 1 */
    public BoundedBytes(int mostBytes) {
        this(mostBytes, topic -> false);
    }

    /** @param isWhole topics of which everything is kept */
    BoundedBytes(int mostBytes, Predicate<String> isWhole) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1, got " + mostBytes);
        }
        this.mostBytes = mostBytes;
        this.isWhole = isWhole;
    }

    int mostBytes() {
        return mostBytes;
    }

    /** Bytes that were cut off the key, the value and the headers of a record. */
    public static long cutOff(Headers headers) {
        return headers.lastHeader(CutOff.NAME) instanceof CutOff cut ? cut.bytes : 0;
    }

    /** Whether a header is the note of what was cut off, and not part of the record. */
    public static boolean isNote(Header header) {
        return header instanceof CutOff;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
        return data == null || data.length <= most(topic) ? data : Arrays.copyOf(data, mostBytes);
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        long cutBytes = boundHeaders(headers);
        byte[] kept = null;
        if (data != null) {
            kept = new byte[Math.min(most(topic), data.remaining())];
            cutBytes += data.remaining() - kept.length;
            data.get(kept);
        }
        if (cutBytes > 0) {
            long before = cutOff(headers);
            headers.remove(CutOff.NAME);
            headers.add(new CutOff(before + cutBytes));
        }
        return kept;
    }

    private int most(String topic) {
        return isWhole.test(topic) ? Integer.MAX_VALUE : mostBytes;
    }

    /** Copies each header out of the record, which it would keep in memory, as long as there is room, and drops the others. */
    private static long boundHeaders(Headers headers) {
        long room = MOST_HEADER_BYTES;
        long cutBytes = 0;
        boolean isForged = false;
        for (Header header : headers) {
            long bytes = size(header);
            if (header.key().equals(CutOff.NAME) && !isNote(header)) {
                isForged = true;
                cutBytes += CutNote.bytes(header);
                continue;
            }
            if (bytes <= room) {
                room -= bytes;
            } else {
                cutBytes += bytes;
                room = 0;
            }
        }
        if (cutBytes > 0 || isForged) {
            keepFirst(headers);
        }
        return cutBytes;
    }

    private static void keepFirst(Headers headers) {
        Header[] all = headers.toArray();
        Arrays.stream(all).forEach(header -> headers.remove(header.key()));
        long room = MOST_HEADER_BYTES;
        for (Header header : all) {
            long bytes = size(header);
            if (bytes > room) {
                room = 0;
            } else if (isNote(header) || !header.key().equals(CutOff.NAME)) {
                headers.add(header);
                room -= bytes;
            }
        }
    }

    private static long size(Header header) {
        byte[] value = header.value();
        return isNote(header) ? 0 : header.key().length() + (value == null ? 0L : value.length);
    }

    private static final class CutOff implements Header {
        private static final String NAME = CutNote.NAME;

        private final long bytes;

        CutOff(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public String key() {
            return NAME;
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(Long.BYTES).putLong(bytes).array();
        }
    }
}
