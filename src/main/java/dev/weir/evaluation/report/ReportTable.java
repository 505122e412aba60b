package dev.weir.evaluation.report;

import dev.weir.evaluation.labelled.FileAccount;
import java.util.List;
import java.util.Locale;

/** Reports as a table for people, a line for each file, and below it what must be known of the files. */
public final class ReportTable {
    private static final String HEADER = "flows      malicious  labels   AP      by chance  ROC     R@1%    R@0.1%  "
            + "ECE    alerts   precise  unread  flows/s";

    private ReportTable() {}

    /** The table, each line ended by a line feed. */
    public static String of(List<EvaluationReport> reports) {
        int width =
                reports.stream().mapToInt(report -> name(report).length()).max().orElse(4);
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-" + Math.max(4, width) + "s  %s%n", "file", HEADER));
        for (EvaluationReport report : reports) {
            text.append(String.format(Locale.ROOT, "%-" + Math.max(4, width) + "s  ", name(report)));
            text.append(String.format(
                    Locale.ROOT,
                    "%-10d %-10d %-8d %-7s %-10s %-7s %-7s %-7s %-6s %-8d %-8s %-7d %.0f%n",
                    report.flows(),
                    report.malicious(),
                    report.labelsUsed(),
                    figure(report.averagePrecision(), 4),
                    figure(report.trivialAveragePrecision(), 4),
                    figure(report.rocAuc(), 4),
                    figure(report.recallAtFpr1Percent(), 4),
                    figure(report.recallAtFpr01Percent(), 4),
                    figure(report.expectedCalibrationError(), 3),
                    report.alerts(),
                    figure(report.precisionOfAlerts(), 3),
                    report.account().rejectedCount(),
                    report.flowsPerSecond()));
        }
        for (EvaluationReport report : reports) {
            report.account().notes().forEach(note -> text.append(String.format("%s: %s%n", name(report), note)));
        }
        return text.toString();
    }

    private static String name(EvaluationReport report) {
        return FileAccount.shownName(report.file());
    }

    private static String figure(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
