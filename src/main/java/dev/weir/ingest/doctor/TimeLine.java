package dev.weir.ingest.doctor;

import dev.weir.ingest.doctor.Findings.Times;

/** Follows the times of flows as they come. */
final class TimeLine {
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;
    private double previous = Double.NEGATIVE_INFINITY;
    private long outOfOrder;
    private double furthestBack;

    void take(double seconds) {
        outOfOrder += seconds < previous ? 1 : 0;
        previous = seconds;
        first = Math.min(first, seconds);
        last = Math.max(last, seconds);
        furthestBack = Math.max(furthestBack, last - seconds);
    }

    Times times(double nowSeconds) {
        return Double.isInfinite(first)
                ? new Times(0, 0, 0, 0, 0)
                : new Times(first, last, outOfOrder, furthestBack, Math.max(0, last - nowSeconds));
    }
}
