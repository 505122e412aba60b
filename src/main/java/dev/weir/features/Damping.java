package dev.weir.features;

import java.util.Arrays;

/**
 * Damped sums over four time constants, decayed lazily from the one timestamp of a host's state (Mirsky et al., Kitsune,
 * NDSS 2018). The constants are chosen so that one exponential gives all four factors.
 */
final class Damping {
    /** Time constants, shortest first. */
    static final int SCALES = 4;

    static final String[] SCALE_NAMES = {"10s", "60s", "600s", "1h"};
    static final double[] SCALE_SECONDS = {10, 60, 600, 3600};
    /** A flow this much older than the host's last one means that the last one's time was false. */
    private static final double FALSE_TIME_SECONDS = 3600;

    private final double[] factors = new double[SCALES];

    /**
     * Computes the factors for the time since a last flow, and says what the new last time is.
     *
     * @return the later of the two times, unless the earlier is so much earlier that the later must be false
     */
    long advance(long lastMicros, long nowMicros) {
        double seconds = (nowMicros - lastMicros) / 1e6;
        if (seconds <= 0) {
            Arrays.fill(factors, 1);
            return seconds < -FALSE_TIME_SECONDS ? nowMicros : lastMicros;
        }
        double hour = Math.exp(-seconds / 3600);
        double tenMinutes = square(hour * hour * hour);
        double squared = square(tenMinutes);
        double minute = square(squared * squared * tenMinutes);
        factors[3] = hour;
        factors[2] = tenMinutes;
        factors[1] = minute;
        factors[0] = square(minute * minute * minute);
        return nowMicros;
    }

    /** What a sum of this scale keeps over the time last given. */
    double factor(int scale) {
        return factors[scale];
    }

    private static double square(double value) {
        return value * value;
    }
}
