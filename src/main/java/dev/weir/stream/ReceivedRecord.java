package dev.weir.stream;

import dev.weir.wire.PackedParts;
import java.nio.BufferUnderflowException;
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
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES
                + Long.BYTES
                + PackedParts.length(topic)
                + PackedParts.length(key)
                + PackedParts.length(value));
        PackedParts.put(out, topic);
        out.putInt(origin.partition()).putLong(origin.offset());
        PackedParts.put(out, key);
        PackedParts.put(out, value);
        return out.array();
    }

    /** @throws IllegalArgumentException if {@link #pack} has not written this */
    static ReceivedRecord unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            String topic = new String(PackedParts.takePresent(in), StandardCharsets.UTF_8);
            DeadLetter.Origin origin = new DeadLetter.Origin(topic, in.getInt(), in.getLong());
            return new ReceivedRecord(origin, new Bytes(PackedParts.take(in)), new Bytes(PackedParts.take(in)));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "verdict of another release on the way between two tasks; drain the repartition topic with that"
                            + " release, or delete it",
                    e);
        }
    }
}
