package dev.weir.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table at the end: the four models that were measured, side by side. */
final class Summary {
    private static final int DIGEST_CHARACTERS = 12;

    private Summary() {}

    static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-10s %10s %10s %10s %9s %9s  %s",
                "phase",
                "precision",
                "recall",
                "avg.prec.",
                "alerts",
                "model",
                "digest"));
        for (PhaseResult result : outcome.results()) {
            if (result.phase().measured()) {
                lines.add(row(result));
            }
        }
        return lines;
    }

    private static String row(PhaseResult result) {
        return String.format(
                Locale.ROOT,
                "%-10s %10s %10s %10s %,9d %9d  %s",
                result.phase().word(),
                StoryView.share(result.precision()),
                StoryView.share(result.recall()),
                StoryView.share(result.averagePrecision()),
                result.alerts(),
                result.after().modelVersion(),
                shortDigest(result.after().digest()));
    }

    static String shortDigest(String digest) {
        return digest.substring(0, Math.min(DIGEST_CHARACTERS, digest.length()));
    }
}
