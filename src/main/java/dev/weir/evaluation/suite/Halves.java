package dev.weir.evaluation.suite;

import dev.weir.evaluation.MeasuredModel;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.TaughtStage;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the model against its two halves, what it believes before any verdict and what it learns alone: of the flows scored after some
 * verdicts, neither should find much that the model does not.
 *
 * @param all the model as it is
 * @param priorAlone nothing was learned
 * @param noPrior learned from nothing
 */
public record Halves(SuiteReport all, SuiteReport priorAlone, SuiteReport noPrior) {
    /** So much below the better half the model may be. */
    static final double TOLERANCE = 0.02;

    private static final List<Variant> VARIANTS = List.of(Variant.WHOLE, Variant.THINNED);

    /**
     * What one set comes to after some verdicts.
     *
     * @param verdicts how many there had been when the flows were scored
     * @param all average precision of the model
     * @param priorAlone that of the prior alone
     * @param noPrior that of a learner without prior
     */
    record Comparison(String set, Variant variant, int verdicts, double all, double priorAlone, double noPrior) {
        /** How far the model is above the better of its halves. */
        double lead() {
            return all - Math.max(priorAlone, noPrior);
        }

        boolean isShort() {
            return lead() < -TOLERANCE;
        }
    }

    /**
     * Measures all three, whole and thinned, with the same seeds.
     *
     * @param baseline the model that was installed before the first flow; null if none was
     * @throws IOException if a set cannot be read; the message names it
     */
    public static Halves measure(
            SuiteSettings settings, ProgressListener listener, @Nullable ModelState baseline, List<LabelledSet> sets)
            throws IOException {
        List<SuiteReport> reports = new ArrayList<>();
        for (MeasuredModel model : MeasuredModel.values()) {
            reports.add(new Suite(settings.measuring(model), listener, baseline).run(sets, VARIANTS));
        }
        return new Halves(reports.get(0), reports.get(1), reports.get(2));
    }

    /** All that is defined: sets that have so many verdicts, and flows of both kinds after them. */
    List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        for (SuiteRow row : all.rows()) {
            for (int verdicts : TaughtStage.LABELS) {
                Comparison comparison = new Comparison(
                        row.set(),
                        row.variant(),
                        verdicts,
                        precision(Optional.of(row), verdicts),
                        precision(priorAlone.row(row.set(), row.variant()), verdicts),
                        precision(noPrior.row(row.set(), row.variant()), verdicts));
                if (!Double.isNaN(comparison.lead())) {
                    comparisons.add(comparison);
                }
            }
        }
        return comparisons;
    }

    private static double precision(Optional<SuiteRow> row, int verdicts) {
        return row.map(set -> set.figure(SuiteRun.precisionAfter(verdicts)).mean())
                .orElse(Double.NaN);
    }
}
