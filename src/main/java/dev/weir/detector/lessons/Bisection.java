package dev.weir.detector.lessons;

import java.util.List;
import java.util.Map;

/**
 * Where a model became worse.
 *
 * @param good version that was good
 * @param bad version that is bad
 * @param flows how many flows with a verdict both were measured on
 * @param precisionGood average precision of the good one, 0 to 1
 * @param precisionBad of the bad one
 * @param events how many events lie between them
 * @param replays how many models between them were rebuilt and measured
 * @param firstEvent offset in the model log of the event with which it began to fall: a tenth of the way down
 * @param lastEvent offset of the event with which it had fallen: nine tenths of the way
 * @param analysts whose lessons lie from the first to the last, and how many
 * @param steps what was measured, in the order it was
 */
public record Bisection(
        long good,
        long bad,
        int flows,
        double precisionGood,
        double precisionBad,
        long events,
        int replays,
        long firstEvent,
        long lastEvent,
        Map<String, Long> analysts,
        List<Step> steps) {
    /** One model that was measured. */
    public record Step(long version, double precision) {}
}
