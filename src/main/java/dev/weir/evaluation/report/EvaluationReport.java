package dev.weir.evaluation.report;

import dev.weir.evaluation.TaughtStage;
import dev.weir.evaluation.labelled.FileAccount;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one file. Figures that need a class which the file lacks are NaN.
 *
 * @param file the file
 * @param protocol the label protocol as written
 * @param flows flows that count in the figures
 * @param malicious how many of them are malicious
 * @param unknown flows whose truth is unknown; they are scored, and count in no other figure but the share below
 * @param account what was found in the file
 * @param labelsUsed verdicts the model learned from
 * @param holds when learning was held
 * @param heldOutCategory category of malicious flows that got no verdict; null if none was held out
 * @param heldOut malicious flows of that category
 * @param averagePrecision area under precision over recall, 0 to 1
 * @param trivialAveragePrecision the malicious share: average precision by chance
 * @param rocAuc chance that a malicious flow scores above a benign one, 0 to 1
 * @param recallAtFpr1Percent malicious part found at 1 % of the benign alerted on, 0 to 1
 * @param recallAtFpr01Percent the same at 0.1 %
 * @param heldOutRecallAtFpr1Percent the same at 1 % among the flows of the held-out category; NaN if there is none
 * @param unknownShareAtFpr1Percent part of the unknown flows that score as high as it takes for that recall; NaN if there are none
 * @param brier mean squared distance of probability and truth, 0 to 1, low = good
 * @param expectedCalibrationError mean distance of probability and malicious share over ten bins, 0 to 1, low = good
 * @param taughtCalibrationError the same over the flows scored after 2,000 verdicts; NaN if there were not so many
 * @param taughtStages figures after 50, 200 and 1,000 verdicts, those that were reached
 * @param alerts alerts raised; flows of one story are one
 * @param precisionOfAlerts part of them that a malicious flow has raised; NaN if there are none
 * @param categories how well alerts name the kind of threat
 * @param alertingFlows flows that are part of an alert
 * @param precisionOfAlertingFlows malicious part of them; NaN if there are none
 * @param activeTime from the first flow to the last, without silences of more than six hours
 * @param flowsPerSecond flows read, scored and learned from per second
 * @param modelDigest digest of the model at the end
 * @param curves what a plot shows
 */
public record EvaluationReport(
        String file,
        String protocol,
        long flows,
        long malicious,
        long unknown,
        FileAccount account,
        long labelsUsed,
        HoldReport holds,
        @Nullable String heldOutCategory,
        long heldOut,
        double averagePrecision,
        double trivialAveragePrecision,
        double rocAuc,
        double recallAtFpr1Percent,
        double recallAtFpr01Percent,
        double heldOutRecallAtFpr1Percent,
        double unknownShareAtFpr1Percent,
        double brier,
        double expectedCalibrationError,
        double taughtCalibrationError,
        List<TaughtStage> taughtStages,
        long alerts,
        double precisionOfAlerts,
        CategoryReport categories,
        long alertingFlows,
        double precisionOfAlertingFlows,
        Duration activeTime,
        double flowsPerSecond,
        String modelDigest,
        Curves curves) {

    /** A point of a curve, both coordinates 0 to 1. */
    public record Point(double x, double y) {}

    /**
     * The curves of a report.
     *
     * @param precisionOverRecall precision (y) at recall (x)
     * @param recallOverTime recall at 1 % false positives (y) in slices of the stream (x, part of the flows)
     * @param calibration malicious share (y) at mean score (x)
     */
    public record Curves(List<Point> precisionOverRecall, List<Point> recallOverTime, List<Point> calibration) {
        public Curves {
            precisionOverRecall = List.copyOf(precisionOverRecall);
            recallOverTime = List.copyOf(recallOverTime);
            calibration = List.copyOf(calibration);
        }
    }
}
