package dev.weir.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Byte strings one after the other, each with its length before it, -1 for one that is missing. */
public final class PackedParts {
    private static final int ABSENT = -1;

    private PackedParts() {}

    public static int length(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    public static void put(ByteBuffer out, byte @Nullable [] bytes) {
        out.putInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.put(bytes);
        }
    }

    /** @throws BufferUnderflowException if the buffer ends before the part does */
    public static byte @Nullable [] take(ByteBuffer in) {
        int length = in.getInt();
        if (length == ABSENT) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** @throws BufferUnderflowException if the part is missing, or the buffer ends before it does */
    public static byte[] takePresent(ByteBuffer in) {
        byte[] bytes = take(in);
        if (bytes == null) {
            throw new BufferUnderflowException();
        }
        return bytes;
    }
}
