package dev.weir.evaluation.suite;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What wrong verdicts cost, as a table for people. */
public final class PoisonTable {
    private PoisonTable() {}

    /** A line for each kind of wrong verdicts, and what learning that is held cost the honest; each ended by a line feed. */
    public static String of(PoisonReport report) {
        StringBuilder text = new StringBuilder();
        text.append(line("", "alike", "", "", "trust", "and", "holds", "", ""));
        text.append(line(
                "verdicts", "mean AP", "lost", "lost most", "mean AP", "lost", "lost most", "holds", "first after"));
        for (PoisonReport.Row row : report.rows()) {
            SuiteReport alike = report.honest().alike();
            SuiteReport careful = report.honest().careful();
            text.append(line(
                    row.poison().toString(),
                    mean(row.alike()),
                    SuiteLines.figure(PoisonReport.lost(alike, row.alike())),
                    most(PoisonReport.lostOnEach(alike, row.alike())),
                    mean(row.careful()),
                    SuiteLines.figure(PoisonReport.lost(careful, row.careful())),
                    most(PoisonReport.lostOnEach(careful, row.careful())),
                    count(sum(row.careful(), SuiteRun.HOLDS)),
                    after(row.careful())));
        }
        text.append("""
                Lost against honest verdicts learned in the same way; lost most: on that network. first after: lessons from the
                first wrong one to a hold, the median and the most, and in how many of the runs.
                """);
        text.append(cost(report.honest()));
        double honest = report.rows().stream()
                .mapToDouble(row -> sum(row.careful(), SuiteRun.HONEST_LABELS))
                .sum();
        double held = report.rows().stream()
                .mapToDouble(row -> sum(row.careful(), SuiteRun.FALSE_HOLDS))
                .sum();
        text.append(String.format(
                Locale.ROOT,
                "Honest lessons, those before the first wrong one: %,.0f; held in them: %.0f times.%n",
                honest,
                held));
        return text.toString();
    }

    /** What trust and holds cost where nobody is wrong. */
    private static String cost(PoisonReport.Row honest) {
        return String.format(
                Locale.ROOT,
                "Where all are honest, trust and holds cost %s in the mean, most on %s.%n",
                SuiteLines.figure(PoisonReport.lost(honest.alike(), honest.careful())),
                most(PoisonReport.lostOnEach(honest.alike(), honest.careful())));
    }

    private static String mean(SuiteReport report) {
        return SuiteLines.figure(report.mean(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION));
    }

    private static String most(Map<String, Double> lost) {
        return lost.entrySet().stream()
                .filter(network -> !Double.isNaN(network.getValue()))
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(network -> network.getKey() + " " + SuiteLines.figure(network.getValue()))
                .orElse("-");
    }

    private static double sum(SuiteReport report, String figure) {
        return report.each(Variant.WHOLE, figure).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static String after(SuiteReport report) {
        List<Double> after = report.each(Variant.WHOLE, SuiteRun.LABELS_TO_HOLD).stream()
                .sorted()
                .toList();
        int runs = report.each(Variant.WHOLE, SuiteRun.HOLDS).size();
        return after.isEmpty()
                ? "-"
                : count(after.get(after.size() / 2)) + "/" + count(after.get(after.size() - 1)) + " " + after.size()
                        + "/" + runs;
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-14s  %-8s %-8s %-20s  %-8s %-8s %-20s  %6s %11s", cells)
                        .stripTrailing() + "\n";
    }
}
