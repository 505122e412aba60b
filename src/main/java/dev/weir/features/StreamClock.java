package dev.weir.features;

import java.nio.ByteBuffer;

/**
 * Stream time that no few false timestamps can move. It goes forward with the starts of flows. A step much longer than those of
 * late is believed only when {@value #AGREEING_FLOWS} flows in a row agree on it (a quiet night), and time goes back only when
 * {@value #RETURNING_FLOWS} in a row lie before it (another file, a sensor whose clock was mended): two sensors whose clocks
 * differ do not push it to and fro.
 */
public final class StreamClock {
    /** What {@link #save} writes. */
    public static final int BYTES = 4 * Long.BYTES + 2 * Integer.BYTES;
    /** The longest step that is ever believed at once. */
    public static final long LEAP_MICROS = 6 * 3_600_000_000L;
    /** A flow this much before stream time is of another clock, and a host this much ahead of it has a false one. */
    public static final long OTHER_CLOCK_MICROS = 3_600_000_000L;

    private static final int AGREEING_FLOWS = 8;
    private static final int RETURNING_FLOWS = 512;
    private static final long LEAST_BELIEVED_MICROS = 60_000_000L;
    /** How many long steps a believed one may be. */
    private static final double LONG_STEPS = 64;
    /** One step in ten is long: what is long grows by ten times as much at one as it shrinks at another. */
    private static final double GROWTH = 1.09;

    private static final double SHRINKING = 0.99;

    private long trustedMicros = -1;
    private double longStepMicros = LEAP_MICROS / LONG_STEPS;
    private int ahead;
    private long leastAheadMicros;
    private int behind;
    private long mostBehindMicros;

    /**
     * Takes in the start of a flow.
     *
     * @return the time to use for it: its own, or stream time if its own is not believed
     */
    public long observe(long startMicros) {
        return observe(startMicros, startMicros);
    }

    /**
     * Takes in a flow, and lets it count at its end, as far as stream time has come: sensors report a flow when it is over.
     *
     * @return the time to use for it
     */
    long observe(long startMicros, long endMicros) {
        long step = startMicros - trustedMicros;
        if (trustedMicros < 0) {
            trustedMicros = startMicros;
        } else if (step > believedMicros()) {
            return leap(startMicros);
        } else if (step >= -OTHER_CLOCK_MICROS) {
            ahead = 0;
            behind = 0;
            longStepMicros *= step > longStepMicros ? GROWTH : SHRINKING;
            trustedMicros = Math.max(trustedMicros, startMicros);
        } else {
            fallBack(startMicros);
        }
        return Math.max(startMicros, Math.min(endMicros, trustedMicros));
    }

    private long believedMicros() {
        return (long) Math.max(LEAST_BELIEVED_MICROS, Math.min(LEAP_MICROS, LONG_STEPS * longStepMicros));
    }

    private long leap(long startMicros) {
        behind = 0;
        leastAheadMicros = ahead == 0 ? startMicros : Math.min(leastAheadMicros, startMicros);
        if (++ahead < AGREEING_FLOWS) {
            return trustedMicros;
        }
        ahead = 0;
        trustedMicros = leastAheadMicros;
        return Math.min(startMicros, trustedMicros + believedMicros());
    }

    private void fallBack(long startMicros) {
        mostBehindMicros = behind == 0 ? startMicros : Math.max(mostBehindMicros, startMicros);
        if (++behind >= RETURNING_FLOWS) {
            behind = 0;
            ahead = 0;
            trustedMicros = mostBehindMicros;
        }
    }

    /** Stream time; -1 before the first flow. */
    public long nowMicros() {
        return trustedMicros;
    }

    /** Appends what is remembered. */
    public void save(ByteBuffer to) {
        to.putLong(trustedMicros).putDouble(longStepMicros);
        to.putLong(leastAheadMicros).putLong(mostBehindMicros).putInt(ahead).putInt(behind);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(ByteBuffer from) {
        trustedMicros = from.getLong();
        longStepMicros = from.getDouble();
        leastAheadMicros = from.getLong();
        mostBehindMicros = from.getLong();
        ahead = from.getInt();
        behind = from.getInt();
    }
}
