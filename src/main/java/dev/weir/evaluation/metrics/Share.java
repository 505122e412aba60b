package dev.weir.evaluation.metrics;

/** The part of a whole, 0 to 1. */
public final class Share {
    private Share() {}

    /** NaN if there is no whole. */
    public static double of(long part, long whole) {
        return whole == 0 ? Double.NaN : part / (double) whole;
    }
}
