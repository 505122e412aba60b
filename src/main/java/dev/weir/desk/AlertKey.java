package dev.weir.desk;

/**
 * The number under which an alert is kept: when it was raised, and then a part of the hash of its id. So the order of numbers is the
 * order of time, an interval of time is an interval of numbers, and the desk gives the same numbers when it is rebuilt.
 */
final class AlertKey {
    private static final int HASH_BITS = 20;
    private static final long HASH_MASK = (1L << HASH_BITS) - 1;
    /** Some hundred years from now; a record may carry any time. */
    private static final long MOST_MILLIS = 1L << 42;

    private AlertKey() {}

    /** The number of an alert, or of the next one where that is taken. */
    static long of(long raisedAtMillis, String id) {
        return first(raisedAtMillis) | (mixed(id.hashCode()) & HASH_MASK);
    }

    /** The least number that an alert raised then can have. */
    static long first(long raisedAtMillis) {
        return Math.max(0, Math.min(MOST_MILLIS, raisedAtMillis)) << HASH_BITS;
    }

    /** When the alert of a number was raised. */
    static long raisedAtMillis(long number) {
        return number >> HASH_BITS;
    }

    private static long mixed(int hash) {
        return (hash * 0x9E3779B97F4A7C15L) >>> 40;
    }
}
