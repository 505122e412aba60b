package dev.weir.features;

import dev.weir.flow.QuickHash;

/**
 * The members seen most recently, in a slice of a packed state: buckets of eight one-byte fingerprints, latest first, the
 * oldest of a bucket forgotten. A member held is always recognised; one that is not is taken for known with probability 1/32
 * at most. Bounded, whatever a sender invents; and unlike a bitmap it never fills up, so a scan stays new to its last flow.
 */
final class RecentSet {
    private static final int WAYS = 8;

    private RecentSet() {}

    /**
     * Puts a member in.
     *
     * @param at offset of the slice
     * @param length bytes of the slice, 8 times a power of two
     * @return whether it was not there
     */
    static boolean add(byte[] bytes, int at, int length, long member) {
        long hash = QuickHash.mix(member);
        int bucket = at + WAYS * (int) ((hash >>> 8) & (length / WAYS - 1));
        byte fingerprint = (byte) hash == 0 ? 1 : (byte) hash;
        int way = 0;
        while (way < WAYS - 1 && bytes[bucket + way] != fingerprint) {
            way++;
        }
        boolean known = bytes[bucket + way] == fingerprint;
        System.arraycopy(bytes, bucket, bytes, bucket + 1, way);
        bytes[bucket] = fingerprint;
        return !known;
    }
}
