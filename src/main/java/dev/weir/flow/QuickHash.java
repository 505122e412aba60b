package dev.weir.flow;

/**
 * Hashes of 64 bits. They are the same on every machine and in every release, since they are stored. They prove nothing, unlike {@link
 * Digests}: anybody can find two texts that share one.
 */
public final class QuickHash {
    /** What a hash begins with if nothing came before. */
    public static final long START = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private QuickHash() {}

    /**
     * Adds bytes to a hash (Fowler, Noll and Vo's, 1a).
     *
     * @param before the hash of what came before, or {@link #START}
     */
    public static long add(long before, byte[] bytes) {
        long hash = before;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        return hash;
    }

    /** Adds the characters of a text to a hash in the same way, each at once with all its 16 bits. */
    public static long add(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** Scrambles 64 bits, so that close numbers end far apart (the finalizer of SplitMix64). */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
