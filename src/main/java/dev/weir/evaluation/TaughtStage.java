package dev.weir.evaluation;

import java.util.List;

/**
 * Figures over the flows that were scored after so many verdicts; NaN if a class is missing among them.
 *
 * @param labels verdicts
 * @param averagePrecision area under precision over recall, 0 to 1
 * @param expectedCalibrationError mean distance of probability and malicious share over ten bins, 0 to 1, low = good
 */
public record TaughtStage(int labels, double averagePrecision, double expectedCalibrationError) {
    /** After so many verdicts the figures are taken. */
    public static final List<Integer> LABELS = List.of(50, 200, 1_000);
}
