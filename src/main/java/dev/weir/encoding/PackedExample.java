package dev.weir.encoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes an {@link Example} as bytes and reads it back, exactly: for each pair a 4-byte index and a 4-byte value, little-endian. */
public final class PackedExample {
    private static final int PAIR_BYTES = 8;

    private PackedExample() {}

    public static byte[] pack(Example example) {
        ByteBuffer buffer = ByteBuffer.allocate(PAIR_BYTES * example.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < example.size(); i++) {
            buffer.putInt(example.index(i)).putFloat(example.value(i));
        }
        return buffer.array();
    }

    /** @throws IllegalArgumentException if the bytes are no whole number of pairs, or a pair is not valid */
    public static Example unpack(byte[] packed) {
        if (packed.length % PAIR_BYTES != 0) {
            throw new IllegalArgumentException("packed example must have 8 bytes per pair, got " + packed.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        Example example = new Example(packed.length / PAIR_BYTES);
        while (buffer.hasRemaining()) {
            int index = buffer.getInt();
            example.add(index, buffer.getFloat());
        }
        return example;
    }
}
