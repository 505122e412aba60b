package dev.weir.evaluation;

import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.labelled.LabelledFile;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.model.ModelState;
import dev.weir.simulation.office.SimulatedFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the detector on labelled flow files by test-then-train: each flow is scored before anything is learned from it. The
 * reader, the features, the model and the scorer are the ones that run in the stream; there is no second implementation.
 */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Reads the files one after the other, and reports on each.
     *
     * @throws IOException if a file cannot be read; the message names it
     */
    public static List<EvaluationReport> run(EvaluationSettings settings, List<Path> files, ProgressListener listener)
            throws IOException {
        return run(settings, files, listener, null);
    }

    /** @param baseline the model that was installed before the first flow; null if none was */
    public static List<EvaluationReport> run(
            EvaluationSettings settings, List<Path> files, ProgressListener listener, @Nullable ModelState baseline)
            throws IOException {
        List<EvaluationReport> reports = new ArrayList<>();
        try (DetectorUnderTest detector =
                new DetectorUnderTest(settings.features(), baseline, settings.countsAlike(), settings.model())) {
            for (Path file : files) {
                if (!settings.carryOver()) {
                    detector.reset();
                }
                reports.add(new FileEvaluation(
                                settings,
                                file.toString(),
                                visitor -> LabelledFile.read(file, visitor, listener::progress),
                                detector)
                        .run());
            }
        }
        return List.copyOf(reports);
    }

    /**
     * Reports on invented flows.
     *
     * @param name of them, as the report has it
     * @param flows in order of time
     * @param baseline the model that was installed before the first flow; null if none was
     */
    public static EvaluationReport ofInvented(
            EvaluationSettings settings, String name, List<SimulatedFlow> flows, @Nullable ModelState baseline)
            throws IOException {
        try (DetectorUnderTest detector =
                new DetectorUnderTest(settings.features(), baseline, settings.countsAlike(), settings.model())) {
            return new FileEvaluation(settings, name, visitor -> handOut(flows, visitor), detector).run();
        }
    }

    private static FileAccount handOut(List<SimulatedFlow> flows, LabelledFile.Visitor visitor) {
        flows.forEach(flow -> visitor.flow(flow.flow(), flow.label()));
        long malicious = flows.stream().filter(SimulatedFlow::malicious).count();
        return FileAccount.ofInvented(flows.size(), flows.size() - malicious);
    }
}
