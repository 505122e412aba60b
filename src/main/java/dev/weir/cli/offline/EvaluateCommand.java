package dev.weir.cli.offline;

import dev.weir.alert.ScoringSettings;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.TemporaryFolder;
import dev.weir.cli.replay.InputFile;
import dev.weir.cli.replay.Progress;
import dev.weir.cli.settings.Settings;
import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.HeldOutFamilies;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.labelling.Poison;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.evaluation.report.HeldOutTable;
import dev.weir.evaluation.report.ReportJson;
import dev.weir.evaluation.report.ReportPlot;
import dev.weir.evaluation.report.ReportTable;
import dev.weir.features.FeatureExtractor;
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
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the detector on labelled flow files: each flow is scored before anything is learned from it.",
            "Needs no Kafka. Files of any format that replay takes, with a label column, in order of time."
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final String EACH = "each";

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Labelled flow files; one report for each; - is standard input.")
    private List<String> names = List.of();

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
            description = {
                "From what score on a flow is an alert. If none of these three is given, as in the settings, or 0.5 where they",
                "say nothing."
            })
    @Nullable
    private Double threshold;

    @Option(
            names = "--alerts-per-day",
            paramLabel = "N",
            description = "Find the score that brings so many alerts in a day of the flows' own time.")
    @Nullable
    private Double alertsPerDay;

    @Option(
            names = "--target-precision",
            paramLabel = "PART",
            description = "Find the score from which on this part of the alerts should be right.")
    @Nullable
    private Double targetPrecision;

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

    @Option(
            names = "--poison",
            paramLabel = "KIND:VALUE",
            description = {
                "Let one analyst in five lie: flip:PART of his verdicts, target:CATEGORY calls its threats benign,",
                "first the threats of the category he sees first, trigger:N is honest N times and then never. Or turn:N, three",
                "of five are never after N verdicts; tired:PART, all err; honest. Figures are against the truth. With --suite,",
                "each: all of these in turn, with trust and holds and without."
            })
    @Nullable
    private String poison;

    @Option(
            names = "--count-alike",
            description =
                    "Let all verdicts count alike, whoever gives them, and hold no learning: what trust and holds change.")
    private boolean countsAlike;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write the reports as JSON to this file.")
    @Nullable
    private Path json;

    @Option(names = "--plot", paramLabel = "OUT.png", description = "Draw the curves into this file.")
    @Nullable
    private Path plot;

    @Override
    public Integer call() {
        if (suite == null && names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "give labelled flow files, or --suite with a folder of them");
        }
        if (suite != null && suite.leaveOneOut) {
            suite.choose(InputFile.all(names, "nothing was measured"), spec);
            return 0;
        }
        TemporaryFolder.require();
        EvaluationSettings settings = settings();
        List<Path> files = InputFile.all(names, "nothing was measured");
        if (EACH.equals(heldOutCategory) && files.stream().anyMatch(InputFile::isPipe)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hold-out each reads a file once for each category, and a pipe can be read once only");
        }
        ModelState start = baseline == null
                ? null
                : ModelFiles.readFitting(baseline, FeatureExtractor.schemaOf(settings.features()))
                        .state();
        try {
            if (suite != null && EACH.equals(poison)) {
                requireNoFileOptions();
                suite.measurePoisons(settings, start, spec);
            } else if (suite != null && suite.verdictByVerdict) {
                requireNoFileOptions();
                suite.measureHalves(settings, start, json, spec);
            } else if (suite != null) {
                requireNoFileOptions();
                suite.measure(settings, start, json, spec);
            } else if (EACH.equals(heldOutCategory)) {
                printFamilies(measured(files, listener -> families(settings, files, listener, start)));
            } else {
                print(measured(files, listener -> Evaluation.run(settings, files, listener, start)));
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

    private <T> T measured(List<Path> files, Measurement<T> measurement) throws IOException {
        Map<Path, Long> flowsOf = new HashMap<>();
        Map<Path, Long> bytesOf = new HashMap<>();
        try (Progress progress = new Progress(spec.commandLine().getErr(), totalBytes(files))) {
            return measurement.run((file, flows, bytesRead, totalBytes) -> {
                flowsOf.put(file, flows);
                bytesOf.put(file, bytesRead);
                progress.show(sum(flowsOf), sum(bytesOf));
            });
        }
    }

    private List<HeldOutFamilies> families(
            EvaluationSettings settings, List<Path> files, ProgressListener listener, @Nullable ModelState start)
            throws IOException {
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
        if (!names.isEmpty() || carryOver || heldOutCategory != null || plot != null || thinMalicious != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--suite measures the sets of its folder: no FILE, --continue, --hold-out, --plot or --thin-malicious");
        }
    }

    private EvaluationSettings settings() {
        if (unknown != null && !unknown.equals("benign")) {
            throw new ParameterException(spec.commandLine(), "--unknown can only be benign, got " + unknown);
        }
        if (EACH.equals(heldOutCategory) && (carryOver || plot != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--hold-out each measures every category on its own: no --continue, no --plot");
        }
        if (EACH.equals(poison) && (suite == null || json != null || countsAlike)) {
            throw new ParameterException(
                    spec.commandLine(), "--poison each needs --suite, and takes no --json and no --count-alike");
        }
        Settings configured = weir.session().settings();
        try {
            return EvaluationSettings.defaults().with(to -> {
                to.protocol = LabelProtocol.parse(protocol);
                to.seed = seed;
                to.scoring = scoring(configured);
                to.alerts = configured.alerts();
                to.thinMalicious = thinMalicious;
                to.unknownIsBenign = unknown != null;
                to.carryOver = carryOver;
                to.heldOutCategory = heldOutCategory;
                to.features = configured.features();
                to.poison = poison == null || EACH.equals(poison) ? null : Poison.parse(poison);
                to.countsAlike = countsAlike;
            });
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ScoringSettings scoring(Settings configured) {
        if (threshold == null && alertsPerDay == null && targetPrecision == null) {
            return configured.scoring().equals(ScoringSettings.defaults())
                    ? ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD)
                    : configured.scoring();
        }
        return new ScoringSettings(orZero(threshold), orZero(alertsPerDay), orZero(targetPrecision));
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static long totalBytes(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            if (InputFile.isPipe(file)) {
                return 0;
            }
            total += Files.size(file);
        }
        return total;
    }

    private void print(List<EvaluationReport> reports) throws IOException {
        reports.forEach(EvaluateCommand::requireUnderstood);
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
        reports.forEach(EvaluateCommand::requireFlows);
    }

    /** Labels that could mean anything would give figures that mean nothing. */
    private static void requireUnderstood(EvaluationReport report) {
        if (!report.account().unclearWords().isEmpty()) {
            throw new CommandException(FileAccount.shownName(report.file()) + ": "
                    + String.join("; ", report.account().notes()) + "; nothing was measured");
        }
    }

    private static void requireFlows(EvaluationReport report) {
        if (report.flows() + report.unknown() == 0) {
            throw new CommandException("there is no flow in " + FileAccount.shownName(report.file()));
        }
    }

    private void printFamilies(List<HeldOutFamilies> families) throws IOException {
        families.forEach(file -> requireUnderstood(file.reports().get(0)));
        PrintWriter out = spec.commandLine().getOut();
        for (HeldOutFamilies file : families) {
            out.println(FileAccount.shownName(file.file()) + ", " + file.protocol());
            out.print(HeldOutTable.of(file));
            file.reports()
                    .get(0)
                    .account()
                    .notes()
                    .forEach(note -> out.println(FileAccount.shownName(file.file()) + ": " + note));
        }
        out.flush();
        if (json != null) {
            try (OutputStream stream = Files.newOutputStream(json)) {
                ReportJson.writeFamilies(families, stream);
            }
        }
    }
}
