package dev.weir.alert;

/**
 * Counts distinct hosts in 128 bytes by linear counting (Whang and others, 1990): each host sets one of 1,024 bits, and the share
 * of bits still clear tells how many there were.
 */
final class HostCounter {
    static final int BYTES = 128;
    private static final int BITS = BYTES * 8;

    private final byte[] bits;

    HostCounter(byte[] bits) {
        this.bits = bits;
    }

    void add(String host) {
        int hash = host.hashCode() * 0x9e3779b1;
        int bit = ((hash ^ (hash >>> 15)) * 0x85ebca6b) >>> 22;
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }

    int count() {
        int set = 0;
        for (byte some : bits) {
            set += Integer.bitCount(some & 0xff);
        }
        int clear = Math.max(1, BITS - set);
        return (int) Math.round(-BITS * Math.log(clear / (double) BITS));
    }

    byte[] bytes() {
        return bits;
    }
}
