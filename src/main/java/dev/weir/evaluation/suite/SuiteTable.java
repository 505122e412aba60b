package dev.weir.evaluation.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report on a suite as a table for people, and reports compared. */
public final class SuiteTable {
    private static final String SUMMARY = "%-26s %10s %10s  %-22s %-7s%n";

    private SuiteTable() {}

    /** Each set in each variant, then the mean over the networks and the worst of them; each line ended by a line feed. */
    public static String of(SuiteReport report) {
        StringBuilder text = new StringBuilder();
        for (Variant variant : Variant.values()) {
            text.append(SuiteLines.header(title(report, variant)));
            for (SuiteRow row : report.rows(variant)) {
                text.append(SuiteLines.line(row.set(), row::figure));
            }
            text.append(summary(report, variant));
        }
        text.append("ECE: after 200 verdicts. alerts: precision of those raised.\n");
        text.append(SlowTable.of(report.slow()));
        return text.toString();
    }

    private static String title(SuiteReport report, Variant variant) {
        return switch (variant) {
            case WHOLE -> "whole";
            case THINNED -> String.format(Locale.ROOT, "malicious flows: %.0f %%", 100 * report.thinned());
            case UNTAUGHT -> "without verdicts";
        };
    }

    private static String summary(SuiteReport report, Variant variant) {
        String precision = SuiteRun.AVERAGE_PRECISION;
        String worst = report.worst(variant, precision)
                .map(network -> SuiteLines.line(
                        SUMMARY, "worst: " + network.getKey(), "", "", SuiteLines.figure(network.getValue()), ""))
                .orElse("");
        return SuiteLines.line(
                        SUMMARY,
                        "mean of " + report.networks(variant, precision).size() + " networks",
                        "",
                        "",
                        SuiteLines.figure(report.mean(variant, precision)),
                        SuiteLines.figure(report.mean(variant, SuiteRun.ROC_AUC)))
                + worst + "\n";
    }

    /** What a later report has more or less than an earlier one, where both know the set. */
    public static String difference(SuiteReport earlier, SuiteReport later) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %-26s %8s %8s %8s  %s%n",
                "AP",
                "set",
                "before",
                "now",
                "change",
                "beyond the seeds"));
        for (SuiteRow now : later.rows()) {
            earlier.row(now.set(), now.variant()).ifPresent(before -> text.append(difference(before, now)));
        }
        for (Variant variant : Variant.values()) {
            text.append(SuiteLines.difference(
                    variant.word(),
                    "mean of common networks",
                    mean(earlier, later, variant),
                    mean(later, earlier, variant),
                    ""));
        }
        return text.append(SlowTable.difference(earlier.slow(), later.slow())).toString();
    }

    /** The mean of a report over the networks that another has too, each with the sets that both have. */
    private static double mean(SuiteReport report, SuiteReport other, Variant variant) {
        List<SuiteRow> common = report.rows(variant).stream()
                .filter(row -> other.row(row.set(), variant).isPresent())
                .toList();
        return new SuiteReport(report.protocol(), report.thinned(), common).mean(variant, SuiteRun.AVERAGE_PRECISION);
    }

    private static String difference(SuiteRow before, SuiteRow now) {
        return SuiteLines.difference(
                now.variant().word(),
                now.set(),
                before.figure(SuiteRun.AVERAGE_PRECISION),
                now.figure(SuiteRun.AVERAGE_PRECISION));
    }

    /** What leaving each network out of the choice gives; see {@link LeaveOneOut}. */
    public static String of(LeaveOneOut choice) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "%-26s %-40s %8s %8s%n", "left out", "best on all others", "there", "best"));
        for (LeaveOneOut.Choice network : choice.choices()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-26s %-40s %8s %8s%n",
                    network.network(),
                    network.chosen(),
                    SuiteLines.figure(network.figure()),
                    SuiteLines.figure(network.best())));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%-26s %-40s %8s %8s%n",
                "mean",
                "on all: " + choice.chosenOnAll(),
                SuiteLines.figure(choice.mean()),
                SuiteLines.figure(choice.meanOfChosenOnAll())));
        return String.join("", lines);
    }
}
