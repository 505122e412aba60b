package dev.weir.encoding;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The columns in a {@link PackedFlow}, written or read one after the other: a bin is one byte, a number its four bytes, a
 * category one to five, seven bits in each, the low ones first; 0 stands for none, and others are one more than they are.
 */
final class PackedColumns {
    private static final int MOST_BYTES = 5;
    private static final int LOW_BITS = 7;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;
    private static final long MOST_CATEGORY = 0xffffffffL;

    private final ByteBuffer buffer;
    private long category;

    private PackedColumns(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    static PackedColumns forWriting(String encoding, int columns) {
        ByteBuffer buffer = ByteBuffer.allocate(PackedFlow.HEAD_BYTES + MOST_BYTES * columns);
        buffer.put(PackedFlow.FORMAT).putLong(HexFormat.fromHexDigitsToLong(encoding));
        return new PackedColumns(buffer);
    }

    static PackedColumns forReading(byte[] packed) {
        return new PackedColumns(ByteBuffer.wrap(packed, PackedFlow.HEAD_BYTES, packed.length - PackedFlow.HEAD_BYTES));
    }

    void putBin(int bin) {
        buffer.put((byte) bin);
    }

    void putNumber(float value) {
        buffer.putFloat(value);
    }

    /** @param value NaN for none */
    void putCategory(float value) {
        long rest = Float.isNaN(value) ? 0 : 1 + Integer.toUnsignedLong((int) value);
        while (rest > LOW_MASK) {
            buffer.put((byte) (rest | ~LOW_MASK));
            rest >>>= LOW_BITS;
        }
        buffer.put((byte) rest);
    }

    byte[] toBytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** @throws IllegalArgumentException if there is none */
    int takeBin() {
        int bin = take();
        if (bin < 0 || bin >= Bins.COUNT) {
            throw new IllegalArgumentException("packed flow has no bin " + bin);
        }
        return bin;
    }

    /** @throws IllegalArgumentException if there is none */
    float takeNumber() {
        try {
            float value = buffer.getFloat();
            return Float.isInfinite(value) ? Float.NaN : value;
        } catch (BufferUnderflowException e) {
            throw cutShort(e);
        }
    }

    /**
     * Whether the flow has the category that comes next; {@link #category} tells it.
     *
     * @throws IllegalArgumentException if it is no category
     */
    boolean takeIsPresent() {
        long value = 0;
        int next;
        int shift = 0;
        do {
            next = take();
            value |= (long) (next & LOW_MASK) << shift;
            shift += LOW_BITS;
        } while (next < 0 && shift < MOST_BYTES * LOW_BITS);
        category = value - 1;
        if (next < 0 || category > MOST_CATEGORY) {
            throw new IllegalArgumentException("packed flow has a category beyond 32 bits");
        }
        return value != 0;
    }

    int category() {
        return (int) category;
    }

    /** @throws IllegalArgumentException if more follows than there are columns */
    void requireEnd() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("packed flow has " + buffer.remaining() + " bytes too many");
        }
    }

    private byte take() {
        try {
            return buffer.get();
        } catch (BufferUnderflowException e) {
            throw cutShort(e);
        }
    }

    private static IllegalArgumentException cutShort(BufferUnderflowException e) {
        return new IllegalArgumentException("packed flow ends before its columns do", e);
    }
}
