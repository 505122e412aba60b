package dev.weir.features;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where rings of hosts are kept, by place. */
public interface RingPlaces {
    /** What was put there; null if nothing was. */
    @Nullable
    String get(String place);

    void put(String place, String text);

    /** Takes a text out of every place that belongs to one of the rings. */
    void clear(String text, Predicate<String> isOfRing);
}
