package dev.weir.evaluation.suite;

import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Measures every set of a suite in every variant and with every seed. */
public final class Suite {
    private final SuiteSettings settings;
    private final ProgressListener listener;
    private final @Nullable ModelState baseline;

    /**
     * @param listener told how far each pass over a set is, by the threads that measure
     * @param baseline the model that was installed before the first flow; null if none was
     */
    public Suite(SuiteSettings settings, ProgressListener listener, @Nullable ModelState baseline) {
        this.settings = settings;
        this.listener = listener;
        this.baseline = baseline;
    }

    private record Pending(LabelledSet set, Variant variant, List<Future<SuiteRun>> runs) {}

    /**
     * Measures the sets.
     *
     * @throws IOException if a set cannot be read; the message names it
     */
    public SuiteReport run(List<LabelledSet> sets) throws IOException {
        return run(sets, List.of(Variant.values()));
    }

    SuiteReport run(List<LabelledSet> sets, List<Variant> variants) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            List<Pending> pending = new ArrayList<>();
            for (LabelledSet set : sets) {
                for (Variant variant : variants) {
                    pending.add(start(set, variant, threads));
                }
            }
            List<SuiteRow> rows = new ArrayList<>();
            for (Pending row : pending) {
                rows.add(new SuiteRow(row.set().name(), row.variant(), finished(row.runs())));
            }
            return new SuiteReport(settings.evaluation().protocol().toString(), settings.thinned(), rows);
        } finally {
            threads.shutdownNow();
        }
    }

    private Pending start(LabelledSet set, Variant variant, ExecutorService threads) {
        // Chance decides about verdicts and thinning alone; without either all seeds give the same.
        int seeds = variant == Variant.UNTAUGHT ? 1 : settings.seeds();
        List<Future<SuiteRun>> runs = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            long seed = settings.evaluation().seed() + i;
            runs.add(threads.submit(() -> measure(set, variant, seed)));
        }
        return new Pending(set, variant, runs);
    }

    private SuiteRun measure(LabelledSet set, Variant variant, long seed) throws IOException {
        EvaluationSettings base = settings.evaluation().with(to -> to.seed = seed);
        EvaluationSettings shown = switch (variant) {
            case WHOLE -> base;
            case THINNED -> base.with(to -> to.thinMalicious = settings.thinned());
            case UNTAUGHT -> base.with(to -> to.protocol = LabelProtocol.none());
        };
        List<EvaluationReport> reports = Evaluation.run(shown, List.of(set.path()), listener, baseline);
        return SuiteRun.of(seed, reports.get(0));
    }

    /** What measurements that were started come to, once all are done. */
    static <T> List<T> finished(List<Future<T>> runs) throws IOException {
        List<T> finished = new ArrayList<>();
        for (Future<T> run : runs) {
            try {
                finished.add(run.get());
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the measurement was interrupted", e);
            }
        }
        return finished;
    }

    private static IOException failure(ExecutionException failure) {
        if (failure.getCause() instanceof IOException cause) {
            return cause;
        }
        if (failure.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        return new IOException("a set could not be measured: " + failure.getCause(), failure);
    }
}
