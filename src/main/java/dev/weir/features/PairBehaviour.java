package dev.weir.features;

import dev.weir.flow.QuickHash;

/**
 * What went on between a source and its most regular destinations: how often, how evenly spaced (a beacon calls home at a
 * steady interval with like sizes), how it differs from before. A small table inside the source's state. First contacts share
 * the first two slots; only a destination that comes back may push out the least used of the others: a scan never does.
 */
final class PairBehaviour {
    private static final int SLOTS = 6;
    private static final int FIRST_CONTACT_SLOTS = 2;
    private static final int SLOT_BYTES = 40;
    private static final int KEY = 0;
    private static final int LAST_MICROS = 4;
    private static final int COUNT_MINUTE = 12;
    private static final int COUNT_HOUR = 16;
    private static final int FAILED_HOUR = 20;
    private static final int SIZE_MEAN = 24;
    private static final int SIZE_SPREAD = 28;
    private static final int INTERVAL_MEAN = 32;
    private static final int INTERVAL_SPREAD = 36;
    private static final double SLOWEST_LEARNING = 0.1;

    private final int tableAt;
    private final PairColumns columns;
    private final Damping damping = new Damping();

    PairBehaviour(int tableAt, ColumnList list) {
        this.tableAt = tableAt;
        this.columns = new PairColumns(list);
    }

    /** Length of a state that ends with this table. */
    int end() {
        return tableAt + SLOTS * SLOT_BYTES;
    }

    /** Takes a flow to a destination into the source's state, and fills the columns. */
    void update(
            PackedState state,
            FlowMeasures flow,
            long destination,
            boolean newPeer,
            long nowMicros,
            long streamMicros,
            FeatureVector out) {
        int key = (int) (QuickHash.mix(destination) >>> 32) | 1;
        int slot = find(state, key);
        if (slot < 0) {
            slot = leastUsed(state, newPeer, nowMicros);
            clear(state, slot, key, nowMicros);
        }
        double seconds = Math.abs(nowMicros - state.getLong(slot + LAST_MICROS)) / 1e6;
        double countBefore = state.getFloat(slot + COUNT_HOUR);
        state.setLong(slot + LAST_MICROS, damping.advance(state.getLong(slot + LAST_MICROS), nowMicros, streamMicros));
        addTo(state, slot + COUNT_MINUTE, 1, 1);
        addTo(state, slot + COUNT_HOUR, 3, 1);
        addTo(state, slot + FAILED_HOUR, 3, flow.failed ? 1 : 0);
        double count = state.getFloat(slot + COUNT_HOUR);
        columns.fillCounts(out, state.getFloat(slot + COUNT_MINUTE), count, state.getFloat(slot + FAILED_HOUR) / count);
        double size = flow.sourceBytes + flow.destinationBytes;
        double interval = Numbers.log(1000 * seconds);
        columns.fillSize(out, countBefore, size - state.getFloat(slot + SIZE_MEAN), state.getFloat(slot + SIZE_SPREAD));
        learn(state, slot + SIZE_MEAN, size, countBefore);
        if (countBefore > 0) {
            learn(state, slot + INTERVAL_MEAN, interval, countBefore - 1);
        }
        columns.fillInterval(
                out,
                countBefore,
                interval,
                state.getFloat(slot + INTERVAL_MEAN),
                state.getFloat(slot + INTERVAL_SPREAD));
    }

    private int find(PackedState state, int key) {
        for (int slot = tableAt; slot < end(); slot += SLOT_BYTES) {
            if (state.getInt(slot + KEY) == key) {
                return slot;
            }
        }
        return -1;
    }

    private int leastUsed(PackedState state, boolean newPeer, long nowMicros) {
        int regularAt = tableAt + FIRST_CONTACT_SLOTS * SLOT_BYTES;
        int from = newPeer ? tableAt : regularAt;
        int to = newPeer ? regularAt : end();
        int least = from;
        double leastCount = Double.MAX_VALUE;
        for (int slot = from; slot < to; slot += SLOT_BYTES) {
            damping.advance(state.getLong(slot + LAST_MICROS), nowMicros, nowMicros);
            double count = state.getInt(slot + KEY) == 0 ? -1 : state.getFloat(slot + COUNT_HOUR) * damping.factor(3);
            if (count < leastCount) {
                leastCount = count;
                least = slot;
            }
        }
        return least;
    }

    private static void clear(PackedState state, int slot, int key, long nowMicros) {
        for (int at = slot; at < slot + SLOT_BYTES; at += Integer.BYTES) {
            state.setInt(at, 0);
        }
        state.setInt(slot + KEY, key);
        state.setLong(slot + LAST_MICROS, nowMicros);
    }

    private void addTo(PackedState state, int at, int scale, double amount) {
        state.setFloat(at, state.getFloat(at) * damping.factor(scale) + damping.weight(scale) * amount);
    }

    /** Running mean, and mean distance from it in the next place: exact at first, then forgetting. */
    private static void learn(PackedState state, int meanAt, double value, double countBefore) {
        double step = Math.max(SLOWEST_LEARNING, 1 / (Math.max(0, countBefore) + 1));
        double mean = state.getFloat(meanAt);
        double spread = state.getFloat(meanAt + Float.BYTES);
        double distance = countBefore > 0 ? Math.abs(value - mean) : 0;
        state.setFloat(meanAt, mean + step * (value - mean));
        state.setFloat(meanAt + Float.BYTES, spread + step * (distance - spread));
    }
}
