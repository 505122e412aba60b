package dev.weir.detector.responses;

import java.util.BitSet;

/** Counts distinct hosts by linear counting: each sets one of some bits, and the share still clear tells how many there were. */
final class DistinctCount {
    private final int size;
    private final BitSet bits;

    /** @param size bits; up to about twice as many hosts are told apart */
    DistinctCount(int size) {
        this.size = size;
        this.bits = new BitSet(size);
    }

    void add(String host) {
        int hash = host.hashCode() * 0x9e3779b1;
        hash = (hash ^ (hash >>> 15)) * 0x85ebca6b;
        bits.set(Math.floorMod(hash ^ (hash >>> 13), size));
    }

    long count() {
        int clear = Math.max(1, size - bits.cardinality());
        return Math.round(-size * Math.log(clear / (double) size));
    }
}
