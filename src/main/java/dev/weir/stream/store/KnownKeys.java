package dev.weir.stream.store;

/**
 * Remembers that keys were added, in some bits for each: of a key it says that it may be one of them, or surely is none. Never wrong
 * about the latter.
 */
final class KnownKeys {
    private static final int BITS_PER_KEY = 16;
    private static final int PROBES = 4;
    private static final int WORD_SHIFT = 6;

    private final long[] words;
    private int added;

    /** @param capacity keys up to which one in a thousand others may seem to be one of them; beyond, more do */
    KnownKeys(int capacity) {
        long least = Math.max(1, ((long) capacity * BITS_PER_KEY) >>> WORD_SHIFT);
        this.words = new long[Integer.highestOneBit((int) Math.min(1 << 30, 2 * least - 1))];
    }

    void add(String key) {
        long hash = ClaimedIds.hash(key);
        boolean isNew = false;
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            long before = words[bit >>> WORD_SHIFT];
            long after = before | (1L << bit);
            isNew |= after != before;
            words[bit >>> WORD_SHIFT] = after;
        }
        added += isNew ? 1 : 0;
    }

    boolean mayHave(String key) {
        long hash = ClaimedIds.hash(key);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((words[bit >>> WORD_SHIFT] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** About how many keys were added. */
    int added() {
        return added;
    }

    private int bit(long hash, int probe) {
        long mixed = (hash ^ (hash >>> 29)) * (2L * probe + 0x9e3779b97f4a7c15L);
        return (int) (mixed >>> 32) & (int) ((long) words.length * Long.SIZE - 1);
    }
}
