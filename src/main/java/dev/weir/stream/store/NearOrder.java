package dev.weir.stream.store;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Puts things nearly in order, by the beginnings of their keys as numbers: to compare two keys is to look for both in memory, while
 * these are numbers in a row. A sort that follows has little to do.
 */
final class NearOrder {
    private static final int PLACE_BITS = 17;
    private static final long PLACE = (1 << PLACE_BITS) - 1;

    private NearOrder() {}

    /**
     * The places of so many things, in the order of their beginnings; those of equal beginnings as they came. Of more than 131,072
     * things, all as they came.
     *
     * @param beginning of the thing at a place; its last 17 bits are not looked at
     */
    static int[] of(int count, IntToLongFunction beginning) {
        int[] places = new int[count];
        if (count > PLACE + 1) {
            Arrays.setAll(places, i -> i);
            return places;
        }
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = (beginning.applyAsLong(i) & ~PLACE) | i;
        }
        Arrays.sort(order);
        for (int i = 0; i < count; i++) {
            places[i] = (int) (order[i] & PLACE);
        }
        return places;
    }
}
