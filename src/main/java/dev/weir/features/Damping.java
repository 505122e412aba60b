package dev.weir.features;

import java.util.Arrays;

/**
 * Damped sums over four time constants, decayed lazily from the one timestamp of a host's state (Mirsky et al., Kitsune,
 * NDSS 2018). The constants are chosen so that one exponential gives all four factors. A host's time never goes back: a flow
 * that comes late leaves the sums as they are and counts for as much as is left of it by now.
 */
final class Damping {
    /** Time constants, shortest first. */
    static final int SCALES = 4;

    static final String[] SCALE_NAMES = {"10s", "60s", "600s", "1h"};
    static final double[] SCALE_SECONDS = {10, 60, 600, 3600};

    private final double[] factors = new double[SCALES];
    private final double[] weights = new double[SCALES];
    private boolean late;

    /**
     * Computes what the sums keep and what a flow counts for, and says what the new last time is.
     *
     * @param lastMicros time of the state
     * @param flowMicros time of the flow
     * @param streamMicros stream time; a host that is hours ahead of it has a false time, and takes the flow's
     */
    long advance(long lastMicros, long flowMicros, long streamMicros) {
        Arrays.fill(factors, 1);
        Arrays.fill(weights, 1);
        late = false;
        if (flowMicros > lastMicros) {
            decay((flowMicros - lastMicros) / 1e6, factors);
            return flowMicros;
        }
        if (lastMicros - streamMicros > StreamClock.OTHER_CLOCK_MICROS) {
            return flowMicros;
        }
        if (lastMicros - flowMicros <= StreamClock.OTHER_CLOCK_MICROS) {
            late = true;
            decay((lastMicros - flowMicros) / 1e6, weights);
        }
        return lastMicros;
    }

    private static void decay(double seconds, double[] out) {
        double hour = Math.exp(-seconds / 3600);
        double tenMinutes = square(hour * hour * hour);
        double squared = square(tenMinutes);
        double minute = square(squared * squared * tenMinutes);
        out[3] = hour;
        out[2] = tenMinutes;
        out[1] = minute;
        out[0] = square(minute * minute * minute);
    }

    /** Whether the flow is older than the state, so that it counts for less than 1. */
    boolean isLate() {
        return late;
    }

    /** What a sum of this scale keeps over the time last given. */
    double factor(int scale) {
        return factors[scale];
    }

    /** What the flow counts for in a sum of this scale, 0 to 1. */
    double weight(int scale) {
        return weights[scale];
    }

    private static double square(double value) {
        return value * value;
    }
}
