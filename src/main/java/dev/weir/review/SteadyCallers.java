package dev.weir.review;

import dev.weir.features.StreamClock;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.QuickHash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the pairs of hosts of which one calls the other at steady times and with like sizes, over hours: how programs call home, those
 * of attackers too. A gap of a whole number of usual gaps is as good as one, since calls get lost.
 *
 * <p>Knows the last {@value #MOST_PAIRS} pairs, half a megabyte. Where a new one needs room, of eight the one goes that is the least
 * likely to call again steadily: first one that calls unsteadily, then the one silent for longest; who sends a million names pushes out
 * no steady caller. A time far ahead that others do not agree on counts as now, or its pair would never go. Not thread-safe.
 */
final class SteadyCallers {
    static final int MOST_PAIRS = 16_384;
    private static final int WAYS = 8;
    /** With three gaps between them. */
    private static final int LEAST_CALLS = 4;

    /** Some 18 kB, which are written every few thousand flows. */
    private static final int MOST_SAVED = 512;

    private static final byte VERSION = 1;
    private static final int SAVED_BYTES = 2 * Long.BYTES + 4 * Float.BYTES + Short.BYTES + 1;
    private static final int MOST_CALLS = Short.MAX_VALUE;
    /** In ln; of gaps at ±30 % it is about .15, of gaps by chance about .5. */
    private static final double MOST_SPREAD = 0.3;

    private static final double LEAST_GAP_SECONDS = 1;
    private static final double MOST_GAPS_AT_ONCE = 4;
    private static final double SLOWEST_LEARNING = 0.1;
    private static final double PATIENCE_SECONDS = 7_200;

    private final StreamClock clock = new StreamClock();
    private final long[] keys = new long[MOST_PAIRS];
    private final long[] lastMicros = new long[MOST_PAIRS];
    private final float[] gaps = new float[MOST_PAIRS];
    private final float[] gapSpreads = new float[MOST_PAIRS];
    private final float[] sizes = new float[MOST_PAIRS];
    private final float[] sizeSpreads = new float[MOST_PAIRS];
    private final short[] calls = new short[MOST_PAIRS];
    private final boolean[] told = new boolean[MOST_PAIRS];

    /** What names the pair of a flow: its two hosts and the port; never 0. */
    static long pair(Flow flow) {
        long hash = QuickHash.mix(hash(flow.source()) + 31L * flow.destinationPort());
        return QuickHash.mix(hash ^ hash(flow.destination())) | 1;
    }

    private static long hash(Host host) {
        return QuickHash.add(QuickHash.START, host.text());
    }

    /**
     * Takes in a flow.
     *
     * @param pair of the flow
     * @return for how many hours its pair has been calling steadily; 0 if it has not, or a verdict on it is known
     */
    double observe(long pair, Flow flow) {
        long micros = clock.observe(flow.timestampMicros());
        int first = firstOf(pair);
        int slot = first;
        while (slot < first + WAYS && keys[slot] != pair) {
            slot++;
        }
        double size = Math.log1p((double) known(flow.sourceBytes()) + known(flow.destinationBytes()));
        if (slot == first + WAYS) {
            begin(leastLikely(first), pair, micros, size);
            return 0;
        }
        double gap = (micros - lastMicros[slot]) / 1e6;
        if (gap >= LEAST_GAP_SECONDS) {
            call(slot, gap, size);
            lastMicros[slot] = micros;
        }
        return isSteady(slot) && !told[slot] ? hours(slot) : 0;
    }

    private double hours(int slot) {
        return calls[slot] * gaps[slot] / 3_600;
    }

    private static int firstOf(long pair) {
        return (int) (pair >>> 1) & (MOST_PAIRS - WAYS);
    }

    private static long known(long bytes) {
        return Math.max(0, bytes);
    }

    private void begin(int slot, long pair, long micros, double size) {
        keys[slot] = pair;
        lastMicros[slot] = micros;
        gaps[slot] = 0;
        gapSpreads[slot] = 0;
        sizes[slot] = (float) size;
        sizeSpreads[slot] = 0;
        calls[slot] = 1;
        told[slot] = false;
    }

    private void call(int slot, double gap, double size) {
        int before = calls[slot];
        double step = Math.max(SLOWEST_LEARNING, 1.0 / before);
        if (before == 1) {
            gaps[slot] = (float) gap;
        } else {
            double many = Math.rint(gap / gaps[slot]);
            double single = gap / Math.min(MOST_GAPS_AT_ONCE, Math.max(1, many));
            double distance = Math.abs(Math.log(single / gaps[slot]));
            gapSpreads[slot] +=
                    (float) (Math.max(SLOWEST_LEARNING, 1.0 / (before - 1)) * (distance - gapSpreads[slot]));
            gaps[slot] += (float) (step * (single - gaps[slot]));
        }
        sizeSpreads[slot] += (float) (step * (Math.abs(size - sizes[slot]) - sizeSpreads[slot]));
        sizes[slot] += (float) (step * (size - sizes[slot]));
        calls[slot] = (short) Math.min(MOST_CALLS, before + 1);
    }

    private boolean isSteady(int slot) {
        return calls[slot] >= LEAST_CALLS && gapSpreads[slot] <= MOST_SPREAD && sizeSpreads[slot] <= MOST_SPREAD;
    }

    private int leastLikely(int first) {
        int least = first;
        double leastUntil = Double.MAX_VALUE;
        for (int slot = first; slot < first + WAYS; slot++) {
            double until = isOfNoUse(slot) ? Double.NEGATIVE_INFINITY : lastMicros[slot] / 1e6 + patience(slot);
            if (until < leastUntil) {
                leastUntil = until;
                least = slot;
            }
        }
        return least;
    }

    private boolean isOfNoUse(int slot) {
        long now = clock.nowMicros();
        return keys[slot] == 0 || (now >= 0 && lastMicros[slot] - StreamClock.OTHER_CLOCK_MICROS > now);
    }

    private double patience(int slot) {
        if (isSteady(slot)) {
            return PATIENCE_SECONDS + MOST_GAPS_AT_ONCE * gaps[slot];
        }
        return calls[slot] < LEAST_CALLS ? PATIENCE_SECONDS : 0;
    }

    /** A verdict on a flow of the pair is known. */
    void tell(long pair) {
        int first = firstOf(pair);
        for (int slot = first; slot < first + WAYS; slot++) {
            told[slot] |= keys[slot] == pair;
        }
    }

    void clear() {
        Arrays.fill(keys, 0);
    }

    /** The pairs that call steadily, and those that are about to, up to {@value #MOST_SAVED}: those first that have for longest. */
    byte[] save() {
        int[] slots = longestCallers();
        ByteBuffer buffer = ByteBuffer.allocate(1 + slots.length * SAVED_BYTES).put(VERSION);
        for (int slot : slots) {
            buffer.putLong(keys[slot]).putLong(lastMicros[slot]);
            buffer.putFloat(gaps[slot]).putFloat(gapSpreads[slot]);
            buffer.putFloat(sizes[slot]).putFloat(sizeSpreads[slot]);
            buffer.putShort(calls[slot]).put((byte) (told[slot] ? 1 : 0));
        }
        return buffer.array();
    }

    /** Slots to save, that of the pair first that has been calling for longest. */
    private int[] longestCallers() {
        long[] order = new long[MOST_PAIRS];
        int found = 0;
        for (int slot = 0; slot < MOST_PAIRS; slot++) {
            if (calls[slot] >= LEAST_CALLS - 1 && keys[slot] != 0 && (calls[slot] < LEAST_CALLS || isSteady(slot))) {
                // The bits of floats of one sign are in the order of their values.
                long longestFirst = (long) Integer.MAX_VALUE - Float.floatToIntBits((float) hours(slot));
                order[found++] = longestFirst << Integer.SIZE | slot;
            }
        }
        Arrays.sort(order, 0, found);
        int[] slots = new int[Math.min(found, MOST_SAVED)];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (int) order[i];
        }
        return slots;
    }

    /** @throws IllegalArgumentException if this is not what was saved; nothing is changed then */
    void load(byte[] saved) {
        if (saved.length % SAVED_BYTES != 1 || saved[0] != VERSION) {
            throw new IllegalArgumentException("steady callers must be version " + VERSION + " with " + SAVED_BYTES
                    + " bytes each, got " + saved.length + " bytes; start without them");
        }
        clear();
        ByteBuffer buffer = ByteBuffer.wrap(saved, 1, saved.length - 1);
        while (buffer.hasRemaining()) {
            long pair = buffer.getLong();
            int slot = leastLikely(firstOf(pair));
            keys[slot] = pair;
            lastMicros[slot] = buffer.getLong();
            gaps[slot] = buffer.getFloat();
            gapSpreads[slot] = buffer.getFloat();
            sizes[slot] = buffer.getFloat();
            sizeSpreads[slot] = buffer.getFloat();
            calls[slot] = buffer.getShort();
            told[slot] = buffer.get() != 0;
        }
    }
}
