package dev.weir.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A record as it was received, inside a record with another key. */
record ReceivedRecord(DeadLetter.Origin origin, Bytes key, Bytes value) {
    /** Bytes that may be missing. */
    static final class Bytes {
        private final byte @Nullable [] content;

        Bytes(byte @Nullable [] content) {
            this.content = content;
        }

        byte @Nullable [] content() {
            return content;
        }
    }

    static byte[] pack(DeadLetter.Origin origin, byte @Nullable [] key, byte @Nullable [] value) {
        byte[] topic = origin.topic().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(24 + topic.length + length(key) + length(value));
        out.putInt(topic.length).put(topic).putInt(origin.partition()).putLong(origin.offset());
        put(out, key);
        put(out, value);
        return out.array();
    }

    static ReceivedRecord unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        byte[] topic = new byte[in.getInt()];
        in.get(topic);
        DeadLetter.Origin origin =
                new DeadLetter.Origin(new String(topic, StandardCharsets.UTF_8), in.getInt(), in.getLong());
        return new ReceivedRecord(origin, take(in), take(in));
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void put(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    private static Bytes take(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return new Bytes(null);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new Bytes(bytes);
    }
}
