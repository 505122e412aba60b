package dev.weir.features;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Where rings of hosts are kept: who has which place of a ring, and where its hand points. */
public interface RingPlaces {
    /** Who has a place; null if nobody has. */
    @Nullable
    String get(String ring, int place);

    void put(String ring, int place, String host);

    /** Where the hand of a ring points; 0 if that was never kept. */
    int hand(String ring);

    void putHand(String ring, int place);

    /** Takes a host out of every place of some rings. */
    void clear(String host, Collection<String> rings);

    /** Keeps what was put; to be called before each commit. */
    void save();
}
