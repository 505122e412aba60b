package dev.weir.encoding;

/** The table of weights that pairs point into: its size, and the place of the constant. */
public final class WeightTable {
    /** Its size as a power of two. */
    public static final int BITS = 18;

    public static final int WEIGHTS = 1 << BITS;
    /** Where Vowpal Wabbit keeps the weight of the feature that every example has: its constant 11650396, masked. */
    public static final int CONSTANT_INDEX = 11_650_396 & (WEIGHTS - 1);

    private WeightTable() {}
}
