package dev.weir.alert;

import dev.weir.features.StreamClock;
import java.nio.ByteBuffer;

/**
 * Time as the flows tell it. {@link #nowMicros} rises with their timestamps and follows a leap only when several flows agree on
 * it. {@link #activeMicros} is how much of it has gone by with flows: a silence of more than six hours, or a step into another
 * file, is left out, since it says nothing of how many alerts a day has.
 */
public final class StreamTime {
    /** What {@link #save} writes. */
    public static final int BYTES = StreamClock.BYTES + 2 * Long.BYTES;

    /** A step that is a leap, to another time or another stream. */
    public static final long LEAP_MICROS = StreamClock.LEAP_MICROS;

    private final StreamClock clock = new StreamClock();
    private long nowMicros = -1;
    private long activeMicros;

    /** Takes in the timestamp of a flow; returns {@link #nowMicros}. */
    public long observe(long timestampMicros) {
        clock.observe(timestampMicros);
        long step = clock.nowMicros() - nowMicros;
        if (nowMicros >= 0 && step > 0 && step <= LEAP_MICROS) {
            activeMicros += step;
        }
        nowMicros = clock.nowMicros();
        return nowMicros;
    }

    /** Microseconds since 1970-01-01T00:00Z. Goes back only by a leap. */
    public long nowMicros() {
        return nowMicros;
    }

    /** Microseconds since the first flow, without silences. Never goes back. */
    public long activeMicros() {
        return activeMicros;
    }

    /** Appends what is remembered. */
    public void save(ByteBuffer to) {
        clock.save(to);
        to.putLong(nowMicros).putLong(activeMicros);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(ByteBuffer from) {
        clock.load(from);
        nowMicros = from.getLong();
        activeMicros = from.getLong();
    }
}
