package dev.weir.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A view on one host's packed state, moved from host to host so that no flow costs an object. The state is one flat array
 * because it is read, written and logged for each flow: bytes are throughput.
 *
 * <p>Layout, little-endian: version (1 byte), minute of the first flow (3), flows so far (float), the host's number (8), time of the last
 * flow (8), then the parts whose offsets are below. Hosts are told apart by that number, drawn when a host first appears:
 * nothing is ever derived from a host's text, so renaming all hosts changes no feature.
 */
final class PackedState {
    static final byte VERSION = 1;
    static final int FLOWS_AT = 4;
    static final int NUMBER_AT = 8;
    static final int LAST_MICROS_AT = 16;
    static final int DAMPED_AT = 24;

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long MINUTE_MICROS = 60_000_000L;

    /** Minutes are kept in 24 bits, and so begin anew every 32 years. */
    static final int MINUTES_MASK = (1 << 24) - 1;

    private byte[] bytes = new byte[0];

    /** Takes over a kept state, or a fresh one if there is none or it is of another version. */
    void open(byte @Nullable [] kept, int length, long hostNumber, long nowMicros) {
        if (kept != null && kept.length == length && kept[0] == VERSION) {
            bytes = kept;
            return;
        }
        bytes = new byte[length];
        bytes[0] = VERSION;
        setLong(NUMBER_AT, hostNumber);
        setLong(LAST_MICROS_AT, nowMicros);
        int minute = minuteOf(nowMicros);
        bytes[1] = (byte) minute;
        bytes[2] = (byte) (minute >>> 8);
        bytes[3] = (byte) (minute >>> 16);
    }

    /** Looks at a kept state as it is. */
    void view(byte[] kept) {
        bytes = kept;
    }

    static int minuteOf(long micros) {
        return (int) (micros / MINUTE_MICROS) & MINUTES_MASK;
    }

    /** Minutes since 1970 of the first flow, the lowest 24 bits. */
    int firstMinute() {
        return (bytes[1] & 0xff) | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff) << 16;
    }

    byte[] bytes() {
        return bytes;
    }

    float getFloat(int at) {
        return (float) FLOAT.get(bytes, at);
    }

    void setFloat(int at, double value) {
        FLOAT.set(bytes, at, (float) value);
    }

    int getInt(int at) {
        return (int) INT.get(bytes, at);
    }

    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    long getLong(int at) {
        return (long) LONG.get(bytes, at);
    }

    void setLong(int at, long value) {
        LONG.set(bytes, at, value);
    }
}
