package dev.weir.features;

import org.jspecify.annotations.Nullable;

/** Places in a circle and a hand that points to one of them. */
final class HostRing {
    private final RingPlaces places;
    private final String name;
    private final int size;
    private int hand;
    private int savedHand;

    HostRing(RingPlaces places, String name, int size) {
        this.places = places;
        this.name = name;
        this.size = size;
        // Fewer places than before leave those behind the last one alone; they are held by hosts that stay.
        this.hand = places.hand(name) % size;
        this.savedHand = hand;
    }

    /** Who has the place that the hand points to. */
    @Nullable
    String here() {
        return places.get(name, hand);
    }

    /** Gives the place that the hand points to, and moves the hand on. */
    void take(String host) {
        places.put(name, hand, host);
        skip();
    }

    void skip() {
        hand = (hand + 1) % size;
    }

    /** Keeps where the hand points, which is too often another place to be kept each time. */
    void save() {
        if (hand != savedHand) {
            places.putHand(name, hand);
            savedHand = hand;
        }
    }

    String name() {
        return name;
    }
}
