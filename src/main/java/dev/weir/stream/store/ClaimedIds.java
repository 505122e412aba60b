package dev.weir.stream.store;

import dev.weir.flow.FlowId;
import dev.weir.flow.QuickHash;

/**
 * Remembers which record brought the flow that took an id, for some million ids, and lines of files that were replayed, of late in all tasks of the process
 * together. By a hash of the id: two ids that share it cost the later one no more than another name. Thread-safe.
 */
public final class ClaimedIds {
    private static final int WAYS = 4;
    private static final int ROWS = 1 << 18;

    private final long[] ids = new long[ROWS * WAYS];
    private final long[] records = new long[ROWS * WAYS];
    private final byte[] oldest = new byte[ROWS];

    /**
     * Takes an id for the flow of a record, if it is free. The same record again, as after a transaction that was undone, gets
     * the same answer.
     *
     * @return whether the flow may have the id
     */
    public boolean claim(FlowId id, int partition, long offset) {
        return claim(hash(id.value()), record(partition, offset));
    }

    /** The same for what has another name than an id: a hash that is not 0. */
    public synchronized boolean claim(long name, long record) {
        int row = (int) (name >>> 46);
        for (int at = row * WAYS; at < (row + 1) * WAYS; at++) {
            if (ids[at] == name) {
                return records[at] == record;
            }
        }
        int at = row * WAYS + oldest[row];
        oldest[row] = (byte) ((oldest[row] + 1) % WAYS);
        ids[at] = name;
        records[at] = record;
        return true;
    }

    /** What was claimed before a restart; the first that is told of an id keeps it. */
    void restore(long idHash, long record) {
        boolean unused = claim(idHash, record);
    }

    /** Names a record, in {@link ClaimLog}. */
    public static long record(int partition, long offset) {
        return ((long) partition << 48) ^ offset;
    }

    /** Names an id, in {@link ClaimLog}; never 0, which is an empty place. */
    public static long hash(String text) {
        long hash = QuickHash.add(QuickHash.START, text);
        hash ^= hash >>> 32;
        hash *= 0x9e3779b97f4a7c15L;
        return hash == 0 ? 1 : hash;
    }
}
