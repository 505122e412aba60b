package dev.weir.evaluation.suite;

import java.util.List;
import java.util.Locale;

/** The model beside its halves, as a table for people. */
public final class HalvesTable {
    private HalvesTable() {}

    /** A line for each set, variant and number of verdicts, and how many of them hold; each ended by a line feed. */
    public static String of(Halves halves) {
        List<Halves.Comparison> comparisons = halves.comparisons();
        StringBuilder text = new StringBuilder();
        text.append(line("AP of the flows after", "verdicts", "all", "prior", "learned", "lead", ""));
        for (Halves.Comparison comparison : comparisons) {
            text.append(line(
                    String.format("%-8s %s", comparison.variant().word(), comparison.set()),
                    String.format(Locale.ROOT, "%,d", comparison.verdicts()),
                    SuiteLines.figure(comparison.all()),
                    SuiteLines.figure(comparison.priorAlone()),
                    SuiteLines.figure(comparison.noPrior()),
                    String.format(Locale.ROOT, "%+.4f", comparison.lead()),
                    comparison.isShort() ? "short" : ""));
        }
        long held =
                comparisons.stream().filter(comparison -> !comparison.isShort()).count();
        return text.append(String.format(
                        Locale.ROOT,
                        "%d of %d are at or above the better of prior alone and learned alone, less %.2f.%n",
                        held,
                        comparisons.size(),
                        Halves.TOLERANCE))
                .toString();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-34s %8s %8s %8s %8s %8s  %s", cells)
                        .stripTrailing() + "\n";
    }
}
