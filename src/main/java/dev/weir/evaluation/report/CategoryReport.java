package dev.weir.evaluation.report;

/**
 * How well alerts name the kind of threat.
 *
 * @param alerts true alerts, of a known kind, that named one when they were raised
 * @param accuracy part of them that named the right one, 0 to 1; NaN if there are none
 * @param trivialAccuracy part of them that is of the most common kind: what naming always that one would reach
 * @param recordsOfTaught records of true alerts, renewed ones too, of a kind that a verdict had named before
 * @param accuracyOfTaught part of those that named the right one, 0 to 1; NaN if there are none
 * @param shapes how well they name the shape of an attack, which takes no verdict
 */
public record CategoryReport(
        long alerts,
        double accuracy,
        double trivialAccuracy,
        long recordsOfTaught,
        double accuracyOfTaught,
        ShapeReport shapes) {}
