package dev.weir.evaluation.report;

import dev.weir.evaluation.HeldOutFamilies;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How much was found of what was held out of the verdicts, as a table for people. */
public final class HeldOutTable {
    private static final String ROW = "%-40s  %-8s %-8s %s%n";

    private HeldOutTable() {}

    /** A line for each category and one for their mean, each ended by a line feed. */
    public static String of(HeldOutFamilies families) {
        return of(families.reports()) + row("mean", "", "", families.meanRecallAtFpr1Percent());
    }

    /** A line for each report, each ended by a line feed. */
    public static String of(List<EvaluationReport> reports) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, ROW, "never labelled", "flows", "labels", "R@1%"));
        for (EvaluationReport report : reports) {
            text.append(row(
                    Objects.toString(report.heldOutCategory(), "-"),
                    Long.toString(report.heldOut()),
                    Long.toString(report.labelsUsed()),
                    report.heldOutRecallAtFpr1Percent()));
        }
        return text.toString();
    }

    private static String row(String name, String flows, String labels, double recall) {
        String figure = Double.isNaN(recall) ? "-" : String.format(Locale.ROOT, "%.4f", recall);
        return String.format(Locale.ROOT, ROW, name, flows, labels, figure);
    }
}
