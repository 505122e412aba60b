package dev.weir.evaluation.suite;

import dev.weir.evaluation.TaughtStage;
import dev.weir.evaluation.report.EvaluationReport;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured on one set with one seed.
 *
 * @param seed the seed
 * @param figures the figures by name, in the order in which they are written; NaN where one is not defined
 */
public record SuiteRun(long seed, Map<String, Double> figures) {
    /** Area under precision over recall. */
    public static final String AVERAGE_PRECISION = "average_precision";
    /** The malicious share: average precision by chance. */
    public static final String BY_CHANCE = "trivial_average_precision";
    /** Chance that a malicious flow scores above a benign one. */
    public static final String ROC_AUC = "roc_auc";

    static final String FLOWS = "flows";
    static final String MALICIOUS = "malicious";
    static final String RECALL = "recall_at_fpr_1pct";
    static final String CALIBRATION_AFTER_200 = "expected_calibration_error_after_200_labels";
    static final String PRECISION_OF_ALERTS = "precision_of_alerts";
    static final String LABELS = "labels_used";
    static final String HONEST_LABELS = "honest_labels";
    static final String HOLDS = "holds";
    static final String FALSE_HOLDS = "false_holds";
    static final String LABELS_TO_HOLD = "labels_to_hold";
    /** A day of traffic: the first flow of a recording comes some time after its beginning, the last before its end. */
    private static final double LEAST_DAYS = 0.99;

    private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    public SuiteRun {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    static SuiteRun of(long seed, EvaluationReport report) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(FLOWS, (double) report.flows());
        figures.put(MALICIOUS, (double) report.malicious());
        figures.put("rejected", (double) report.account().rejectedCount());
        figures.put(LABELS, (double) report.labelsUsed());
        figures.put(HONEST_LABELS, (double) report.holds().honest());
        figures.put(HOLDS, (double) report.holds().holds());
        figures.put(FALSE_HOLDS, (double) report.holds().falseHolds());
        figures.put(LABELS_TO_HOLD, report.holds().lessonsToHold());
        figures.put(AVERAGE_PRECISION, report.averagePrecision());
        figures.put(BY_CHANCE, report.trivialAveragePrecision());
        figures.put(ROC_AUC, report.rocAuc());
        figures.put(RECALL, report.recallAtFpr1Percent());
        figures.put("recall_at_fpr_0_1pct", report.recallAtFpr01Percent());
        figures.put("expected_calibration_error", report.expectedCalibrationError());
        for (TaughtStage stage : report.taughtStages()) {
            figures.put(precisionAfter(stage.labels()), stage.averagePrecision());
            figures.put(
                    "expected_calibration_error_after_" + stage.labels() + "_labels", stage.expectedCalibrationError());
        }
        figures.put("alerts", (double) report.alerts());
        figures.put(PRECISION_OF_ALERTS, report.precisionOfAlerts());
        double days = report.activeTime().toMillis() / 1000.0 / SECONDS_OF_DAY;
        figures.put("days", days);
        figures.put("alerts_per_day", days >= LEAST_DAYS ? report.alerts() / days : Double.NaN);
        return new SuiteRun(seed, figures);
    }

    /** The name of average precision over the flows scored after so many verdicts. */
    static String precisionAfter(int labels) {
        return "average_precision_after_" + labels + "_labels";
    }

    /** A figure; NaN if it is not defined or not known. */
    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }
}
