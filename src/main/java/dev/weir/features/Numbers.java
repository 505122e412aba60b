package dev.weir.features;

import dev.weir.flow.QuickHash;
import java.util.stream.IntStream;

/** Arithmetic that several column groups share. */
final class Numbers {
    private static final int CATEGORY_BITS = 24;
    /** Logarithms of the counts that come most: the JVM leaves its own code for each other one. */
    private static final double[] OF_COUNTS =
            IntStream.range(0, 2_048).mapToDouble(Math::log1p).toArray();

    private Numbers() {}

    /** ln(1 + x), 0 for what is absent or negative. */
    static double log(double value) {
        return value > 0 ? log1p(value) : 0;
    }

    /** What {@link Math#log1p} says, to the bit. */
    static double log1p(double value) {
        if (value == 0) {
            return value;
        }
        int count = (int) value;
        return count == value && count > 0 && count < OF_COUNTS.length ? OF_COUNTS[count] : Math.log1p(value);
    }

    /** Folds a further number into a running hash. */
    static long mix(long hash, long value) {
        return QuickHash.mix(hash * 0x9e3779b97f4a7c15L + value + 1);
    }

    /** A hash as the value of a category column: 24 bits, which a float holds exactly. */
    static int category(long hash) {
        return (int) (hash >>> (Long.SIZE - CATEGORY_BITS));
    }
}
