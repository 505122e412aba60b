package dev.weir.features;

import java.nio.ByteBuffer;

/**
 * Stream time that one false timestamp cannot move. A flow that lies more than {@link #LEAP_MICROS} from trusted time is put
 * at trusted time, until as many flows in a row agree that time has really moved (a quiet night, another file).
 */
public final class StreamClock {
    /** What {@link #save} writes. */
    public static final int BYTES = Long.BYTES + Integer.BYTES;
    /** The longest step that is believed at once. */
    public static final long LEAP_MICROS = 6 * 3_600_000_000L;

    private static final int AGREEING_FLOWS = 8;

    private long trustedMicros = -1;
    private int leaps;

    /** The time to use for a flow that carries this timestamp. */
    public long observe(long timestampMicros) {
        if (trustedMicros < 0 || Math.abs(timestampMicros - trustedMicros) <= LEAP_MICROS) {
            leaps = 0;
            trustedMicros = Math.max(trustedMicros, timestampMicros);
            return timestampMicros;
        }
        if (++leaps < AGREEING_FLOWS) {
            return trustedMicros;
        }
        leaps = 0;
        trustedMicros = timestampMicros;
        return timestampMicros;
    }

    /** Appends what is remembered. */
    public void save(ByteBuffer to) {
        to.putLong(trustedMicros).putInt(leaps);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(ByteBuffer from) {
        trustedMicros = from.getLong();
        leaps = from.getInt();
    }
}
