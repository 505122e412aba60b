package dev.weir.alert;

import java.nio.ByteBuffer;

/**
 * Keeps the hosts that many flows of a story go to or come from, and drops hosts that a flow only passes. It remembers the
 * {@value #PLACES} that count most; of those that count least, one gives way to each new host. A host has weight once it was
 * seen {@value #WEIGHT} times while it was remembered.
 */
final class HeavyHosts {
    static final int BYTES = 1 + 33 * 5;

    private static final int PLACES = 33;
    private static final int WEIGHT = 8;
    private static final byte MOST = 100;

    private final int[] hosts = new int[PLACES];
    private final byte[] counts = new byte[PLACES];
    private int hand;

    /** Counts a flow; returns whether its host has just come to have weight. */
    boolean add(String host) {
        int number = host.hashCode();
        int least = hand;
        for (int step = 0; step < PLACES; step++) {
            int place = (hand + step) % PLACES;
            if (hosts[place] == number && counts[place] > 0) {
                counts[place] = (byte) Math.min(MOST, counts[place] + 1);
                return counts[place] == WEIGHT;
            }
            least = counts[place] < counts[least] ? place : least;
        }
        hosts[least] = number;
        counts[least] = 1;
        hand = (least + 1) % PLACES;
        return false;
    }

    void save(ByteBuffer to) {
        to.put((byte) hand);
        for (int place = 0; place < PLACES; place++) {
            to.putInt(hosts[place]).put(counts[place]);
        }
    }

    void load(ByteBuffer from) {
        hand = Math.floorMod(from.get(), PLACES);
        for (int place = 0; place < PLACES; place++) {
            hosts[place] = from.getInt();
            counts[place] = from.get();
        }
    }
}
