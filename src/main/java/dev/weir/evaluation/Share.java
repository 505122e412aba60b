package dev.weir.evaluation;

/** The part of a whole, 0 to 1. */
final class Share {
    private Share() {}

    /** NaN if there is no whole. */
    static double of(long part, long whole) {
        return whole == 0 ? Double.NaN : part / (double) whole;
    }
}
