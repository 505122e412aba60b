package dev.weir.evaluation.suite;

import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.labelling.Poison;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures every kind of wrong verdicts on every set, twice: all verdicts counting alike, and with trust and holds. */
public final class PoisonBench {
    private final SuiteSettings settings;
    private final ProgressListener listener;
    private final @Nullable ModelState baseline;

    /**
     * @param settings of which the poison is not used
     * @param listener told how far each pass over a set is, by the threads that measure
     * @param baseline the model that was installed before the first flow; null if none was
     */
    public PoisonBench(SuiteSettings settings, ProgressListener listener, @Nullable ModelState baseline) {
        this.settings = settings;
        this.listener = listener;
        this.baseline = baseline;
    }

    /** @throws IOException if a set cannot be read; the message names it */
    public PoisonReport run(List<LabelledSet> sets) throws IOException {
        List<PoisonReport.Row> rows = new ArrayList<>();
        for (Poison poison : Poison.all()) {
            rows.add(new PoisonReport.Row(poison, measure(sets, poison, true), measure(sets, poison, false)));
        }
        return new PoisonReport(rows);
    }

    private SuiteReport measure(List<LabelledSet> sets, Poison poison, boolean countsAlike) throws IOException {
        EvaluationSettings evaluation = settings.evaluation().with(to -> {
            to.poison = poison;
            to.countsAlike = countsAlike;
        });
        SuiteSettings measured =
                new SuiteSettings(evaluation, settings.seeds(), settings.thinned(), settings.threads());
        return new Suite(measured, listener, baseline).run(sets, List.of(Variant.WHOLE));
    }
}
