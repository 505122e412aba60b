package dev.weir.evaluation.suite;

import java.util.Locale;
import java.util.function.Function;

/** The lines of the tables for people, each ended by a line feed. */
final class SuiteLines {
    private static final String ROW = "%-26s %10s %10s  %-22s %-7s %-7s %-7s %s%n";

    private SuiteLines() {}

    /** The line above the rows of {@link #line(String, Function)}. */
    static String header(String title) {
        return line(ROW, title, "flows", "malicious", "AP [least-most]", "ROC", "R@1%", "ECE", "alerts");
    }

    /** @param figures by the name of a figure */
    static String line(String name, Function<String, Spread> figures) {
        return line(
                ROW,
                name,
                count(figures.apply(SuiteRun.FLOWS)),
                count(figures.apply(SuiteRun.MALICIOUS)),
                spread(figures.apply(SuiteRun.AVERAGE_PRECISION)),
                figure(figures.apply(SuiteRun.ROC_AUC).mean()),
                figure(figures.apply(SuiteRun.RECALL).mean()),
                figure(figures.apply(SuiteRun.CALIBRATION_AFTER_200).mean()),
                figure(figures.apply(SuiteRun.PRECISION_OF_ALERTS).mean()));
    }

    static String difference(String kind, String name, Spread before, Spread now) {
        String beyond = now.isApartFrom(before) ? (now.mean() > before.mean() ? "better" : "worse") : "";
        return difference(kind, name, before.mean(), now.mean(), beyond);
    }

    static String difference(String variant, String set, double before, double now, String beyond) {
        return String.format(
                                Locale.ROOT,
                                "%-10s %-26s %8s %8s %8s  %s",
                                variant,
                                set,
                                figure(before),
                                figure(now),
                                Double.isNaN(now - before) ? "-" : String.format(Locale.ROOT, "%+.4f", now - before),
                                beyond)
                        .stripTrailing()
                + "\n";
    }

    private static String spread(Spread spread) {
        return spread.least() == spread.most() || Double.isNaN(spread.mean())
                ? figure(spread.mean())
                : figure(spread.mean()) + " [" + figure(spread.least()) + "-" + figure(spread.most()) + "]";
    }

    private static String count(Spread spread) {
        return Double.isNaN(spread.mean()) ? "-" : String.format(Locale.ROOT, "%,.0f", spread.mean());
    }

    static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    static String line(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells).stripTrailing() + "\n";
    }
}
