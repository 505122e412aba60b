package dev.weir.evaluation.labelled;

import dev.weir.flow.Flow;

/**
 * Sees whether flows come in order of time. A sensor writes a flow when it is over, and some sensors a few minutes later; so a flow
 * is late only if it was over well before another began that came earlier.
 */
final class TimeOrder {
    private static final long LATE_MICROS = 600_000_000;
    private static final long NOTICEABLE_MICROS = 1_000_000;
    /** Of the time that the file spans. In shuffled rows the mean is near a half. */
    private static final double MOST_MEAN_LATENESS = 0.15;

    private static final int MANY = 200;

    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;
    private long flows;
    private long behind;
    private long late;
    private double sumOfLateness;

    void observe(Flow flow) {
        double duration = Double.isNaN(flow.durationSeconds()) ? 0 : Math.min(flow.durationSeconds(), 1e9);
        long end = flow.timestampMicros() + (long) (duration * 1e6);
        flows++;
        if (flows > 1 && end < lastMicros - NOTICEABLE_MICROS) {
            behind++;
            sumOfLateness += lastMicros - end;
            late += lastMicros - end > LATE_MICROS ? 1 : 0;
        }
        firstMicros = Math.min(firstMicros, flow.timestampMicros());
        lastMicros = Math.max(lastMicros, flow.timestampMicros());
    }

    /** How many flows come after one that is later than they are, as far as no sensor would do it; 0 if the order is sound. */
    long outOfOrder() {
        double span = Math.max(1, lastMicros - firstMicros);
        boolean shuffled = flows > 0 && sumOfLateness / flows / span > MOST_MEAN_LATENESS;
        if (shuffled) {
            return behind;
        }
        return late * MANY > flows ? late : 0;
    }
}
