package dev.weir.cli;

import dev.weir.alert.ScoringSettings;
import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationReport;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.HeldOutFamilies;
import dev.weir.evaluation.HeldOutTable;
import dev.weir.evaluation.LabelProtocol;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.ReportJson;
import dev.weir.evaluation.ReportPlot;
import dev.weir.evaluation.ReportTable;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.model.ModelState;
import dev.weir.service.CommandException;
import dev.weir.service.ModelFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the detector on labelled flow files: each flow is scored before anything is learned from it.",
            "Needs no Kafka. Files of any format that replay takes, with a label column, in order of time."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final String EACH = "each";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Labelled flow files; one report for each.")
    private List<Path> files = List.of();

    @ArgGroup(exclusive = false, heading = "Many sets, to choose between builds:%n")
    @Nullable
    private SuiteOptions suite;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            defaultValue = "triage:1000:10:5",
            description = {
                "Which flows get a verdict: triage:WINDOW:TOP:AUDIT (at the end of each window the highest-scored and some",
                "random ones), review:WINDOW:N (those that weir review would pick), random:BUDGET:DELAY (each with a",
                "probability, some flows later), full (each at once).",
                "Default: ${DEFAULT-VALUE}."
            })
    private String protocol;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Of all chance; ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "From what score on a flow is an alert; 0.5 if none of these three is given.")
    private double threshold;

    @Option(
            names = "--alerts-per-day",
            paramLabel = "N",
            description = "Find the score that brings so many alerts in a day of the flows' own time.")
    private double alertsPerDay;

    @Option(
            names = "--target-precision",
            paramLabel = "PART",
            description = "Find the score from which on this part of the alerts should be right.")
    private double targetPrecision;

    @Option(
            names = "--thin-malicious",
            paramLabel = "PART",
            defaultValue = "1",
            description = "Keep only this part of the malicious flows, by chance; ${DEFAULT-VALUE}.")
    private double thinMalicious;

    @Option(
            names = "--unknown",
            paramLabel = "benign",
            description = {
                "Count flows labelled unknown as benign; else they feed behaviour and are scored, but are in no window and",
                "no figure, and get no verdict."
            })
    @Nullable
    private String unknown;

    @Option(names = "--continue", description = "Carry the model and the behaviour over from file to file.")
    private boolean carryOver;

    @Option(
            names = "--hold-out",
            paramLabel = "CATEGORY",
            description = {
                "Give no verdict on malicious flows of this category, and report how many are found at 1 %% false positives;",
                "each: every category in turn, and their mean."
            })
    @Nullable
    private String heldOutCategory;

    @Option(
            names = "--baseline",
            paramLabel = "MODEL",
            description = "Start from this model file, as if it had been installed.")
    @Nullable
    private Path baseline;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write the reports as JSON to this file.")
    @Nullable
    private Path json;

    @Option(names = "--plot", paramLabel = "OUT.png", description = "Draw the curves into this file.")
    @Nullable
    private Path plot;

    @Override
    public Integer call() {
        if (suite == null && files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "give labelled flow files, or --suite with a folder of them");
        }
        if (suite != null && suite.leaveOneOut) {
            suite.choose(files, spec);
            return 0;
        }
        EvaluationSettings settings = settings();
        ModelState start = baseline == null
                ? null
                : ModelFiles.readFitting(baseline, FeatureExtractor.schemaOf(settings.features()))
                        .state();
        try {
            if (suite != null) {
                requireNoFileOptions();
                suite.measure(settings, start, json, spec);
            } else if (EACH.equals(heldOutCategory)) {
                printFamilies(measured(listener -> families(settings, listener, start)));
            } else {
                print(measured(listener -> Evaluation.run(settings, files, listener, start)));
            }
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    /** A measurement that tells how far it is. */
    private interface Measurement<T> {
        T run(ProgressListener listener) throws IOException;
    }

    private <T> T measured(Measurement<T> measurement) throws IOException {
        Map<Path, Long> flowsOf = new HashMap<>();
        Map<Path, Long> bytesOf = new HashMap<>();
        try (Progress progress = new Progress(spec.commandLine().getErr(), totalBytes())) {
            return measurement.run((file, flows, bytesRead, totalBytes) -> {
                flowsOf.put(file, flows);
                bytesOf.put(file, bytesRead);
                progress.show(sum(flowsOf), sum(bytesOf));
            });
        }
    }

    private List<HeldOutFamilies> families(
            EvaluationSettings settings, ProgressListener listener, @Nullable ModelState start) throws IOException {
        List<HeldOutFamilies> families = new ArrayList<>();
        for (Path file : files) {
            families.add(HeldOutFamilies.measure(settings, file, listener, start));
        }
        return families;
    }

    private static long sum(Map<Path, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void requireNoFileOptions() {
        if (!files.isEmpty() || carryOver || heldOutCategory != null || plot != null || thinMalicious != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--suite measures the sets of its folder: no FILE, --continue, --hold-out, --plot or --thin-malicious");
        }
    }

    private ScoringSettings scoring() {
        boolean isSet = threshold != 0 || alertsPerDay != 0 || targetPrecision != 0;
        return isSet
                ? new ScoringSettings(threshold, alertsPerDay, targetPrecision)
                : ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD);
    }

    private EvaluationSettings settings() {
        if (unknown != null && !unknown.equals("benign")) {
            throw new ParameterException(spec.commandLine(), "--unknown can only be benign, got " + unknown);
        }
        if (EACH.equals(heldOutCategory) && (carryOver || plot != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--hold-out each measures every category on its own: no --continue, no --plot");
        }
        try {
            return new EvaluationSettings(
                    LabelProtocol.parse(protocol),
                    seed,
                    scoring(),
                    thinMalicious,
                    unknown != null,
                    carryOver,
                    heldOutCategory,
                    FeatureSettings.defaults());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private long totalBytes() throws IOException {
        long total = 0;
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new CommandException("there is no file " + file + "; nothing was measured");
            }
            total += Files.size(file);
        }
        return total;
    }

    private void print(List<EvaluationReport> reports) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ReportTable.of(reports));
        if (heldOutCategory != null) {
            out.print(HeldOutTable.of(reports));
        }
        out.flush();
        if (json != null) {
            try (OutputStream stream = Files.newOutputStream(json)) {
                ReportJson.write(reports, stream);
            }
        }
        if (plot != null) {
            try (OutputStream stream = Files.newOutputStream(plot)) {
                ReportPlot.write(reports, stream);
            }
        }
    }

    private void printFamilies(List<HeldOutFamilies> families) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (HeldOutFamilies file : families) {
            out.println(Path.of(file.file()).getFileName() + ", " + file.protocol());
            out.print(HeldOutTable.of(file));
        }
        out.flush();
        if (json != null) {
            try (OutputStream stream = Files.newOutputStream(json)) {
                ReportJson.writeFamilies(families, stream);
            }
        }
    }
}
