package dev.weir.demo;

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

    /** What happened, in figures; the model is the same as before to the last bit, the traffic it is measured on is not. */
    static List<String> conclusion(Outcome outcome) {
        PhaseResult untaught = outcome.of(Phase.UNTAUGHT);
        PhaseResult taught = outcome.of(Phase.TAUGHT);
        return List.of(
                "verdicts:  average precision " + change(untaught.averagePrecision(), taught.averagePrecision())
                        + "; of the alerts, right " + change(untaught.precision(), taught.precision())
                        + "; of the attack flows, alerted " + change(untaught.recall(), taught.recall()),
                "careless:  average precision "
                        + change(
                                taught.averagePrecision(),
                                outcome.of(Phase.MISLED).averagePrecision())
                        + (outcome.isMisled()
                                ? ""
                                : "; Bob contradicts what was known, so that his word counts for little"),
                "rollback:  average precision "
                        + change(
                                outcome.of(Phase.MISLED).averagePrecision(),
                                outcome.of(Phase.RESTORED).averagePrecision())
                        + "; the model is the checkpoint's to the last bit, the traffic is new");
    }

    private static String change(double before, double after) {
        return StoryView.share(before).strip() + " -> " + StoryView.share(after).strip();
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
