package dev.weir.features;

import org.jspecify.annotations.Nullable;

/** Where rings of hosts are kept, by place. */
public interface RingPlaces {
    /** What was put there; null if nothing was. */
    @Nullable
    String get(String place);

    void put(String place, String text);
}
