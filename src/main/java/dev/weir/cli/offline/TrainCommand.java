package dev.weir.cli.offline;

import dev.weir.api.ApiJson;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.TemporaryFolder;
import dev.weir.cli.command.Text;
import dev.weir.cli.replay.InputFile;
import dev.weir.cli.replay.Progress;
import dev.weir.evaluation.Training;
import dev.weir.evaluation.TrainingSettings;
import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.report.TrainingReport;
import dev.weir.flow.Printable;
import dev.weir.fold.ModelDifference;
import dev.weir.model.ModelState;
import dev.weir.model.StartingModel;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelManifest;
import dev.weir.service.CommandException;
import dev.weir.service.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a model file out of labelled history, for weir install. Needs no Kafka.",
            "One pass, in the order given: each flow is scored and then learned, so the figures printed are those of flows",
            "not seen before. Each file is a network of its own: the model goes on from one to the next, behaviour does not."
        })
public final class TrainCommand implements Callable<Integer> {
    private static final int WEIGHTS_SHOWN = 10;
    private static final int MAX_PATH = 300;

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "Labelled flow files of any format that replay takes, in order of time, - for standard input;",
                "simulated:SEED:FLOWS stands for an invented office."
            })
    private List<String> names;

    @Option(names = "-o", paramLabel = "NAME", required = true, description = "The model file to write.")
    private Path output;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Option(
            names = "--share",
            paramLabel = "PART",
            defaultValue = "1",
            description = "Learn only this part of the labelled flows, by chance; ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Of that chance; ${DEFAULT-VALUE}.")
    private long seed;

    @ArgGroup(exclusive = false)
    @Nullable
    private Starting starting;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    static final class Starting {
        @Option(
                names = "--to-start-from",
                required = true,
                description = {
                    "Make it a model for other networks to start from: only the weights that matter, as a prior that",
                    "counts for as long as verdicts bear it out. No lesson is counted in it."
                })
        private boolean enabled;

        @Option(
                names = "--weights",
                paramLabel = "N",
                defaultValue = "20000",
                description = "How many; ${DEFAULT-VALUE}.")
        private int weights;

        @Option(
                names = "--part",
                paramLabel = "PART",
                defaultValue = "0.2",
                description = "What part of what each learned to take over; ${DEFAULT-VALUE}.")
        private double part;
    }

    /**
     * What was made.
     *
     * @param file the file
     * @param manifest its first line
     * @param sources what was learned from each source
     * @param learned its largest weights
     */
    record Trained(
            String file, ModelManifest manifest, List<TrainingReport> sources, List<ModelDifference.Change> learned) {}

    @Override
    public Integer call() {
        TrainingSettings settings = settings();
        StartingModel.Settings start = startSettings();
        ModelFiles.requireFree(output, force);
        TemporaryFolder.require();
        List<String> sources = sources();
        try (Training training = new Training(settings)) {
            List<TrainingReport> reports = learn(training, sources);
            ModelState state = start == null ? training.state() : StartingModel.of(training.state(), start);
            ModelFile model = ModelFile.of(state, training.schema(), origin(reports));
            model.requireFits(training.schema());
            ModelFiles.write(model, output);
            print(new Trained(output.toString(), model.manifest(), reports, training.learned(state)));
        }
        return 0;
    }

    private List<TrainingReport> learn(Training training, List<String> sources) {
        List<TrainingReport> reports = new ArrayList<>();
        for (String source : sources) {
            try (Progress progress = new Progress(spec.commandLine().getErr(), 0)) {
                reports.add(training.learn(
                        source, (file, flows, bytesRead, totalBytes) -> progress.show(flows, bytesRead)));
            } catch (IOException e) {
                throw new CommandException(source + " cannot be read (" + e.getMessage() + "); nothing was written", e);
            }
        }
        return understood(reports);
    }

    /** Words are understood in all sources if benign is known in one; a source of each class is as good as one of both. */
    private List<TrainingReport> understood(List<TrainingReport> reports) {
        boolean benign = reports.stream().anyMatch(report -> report.account().benign() > 0);
        List<TrainingReport> all =
                benign ? reports.stream().map(TrainingReport::besideBenign).toList() : List.copyOf(reports);
        for (TrainingReport report : all) {
            if (!report.account().unclearWords().isEmpty()) {
                throw new CommandException(name(report.source()) + ": "
                        + String.join("; ", report.account().notes()) + "; nothing was written");
            }
        }
        long lessons = all.stream().mapToLong(TrainingReport::lessons).sum();
        long malicious = all.stream().mapToLong(TrainingReport::malicious).sum();
        if (lessons == 0) {
            throw new CommandException("no flow has a label benign or malicious: nothing was learned or written"
                    + all.stream()
                            .flatMap(report -> report.account().notes().stream()
                                    .map(note -> "; " + name(report.source()) + ": " + note))
                            .collect(Collectors.joining()));
        }
        if (malicious == 0 || malicious == lessons) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "WARNING: all " + Text.number(lessons) + " lessons are "
                                    + (malicious == 0 ? "benign" : "malicious")
                                    + ": a model that knows one class alone cannot tell them apart, and harms where it is installed");
        }
        return all;
    }

    private TrainingSettings settings() {
        try {
            return new TrainingSettings(share, seed, weir.session().settings().features());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private StartingModel.@Nullable Settings startSettings() {
        try {
            return starting == null || !starting.enabled
                    ? null
                    : new StartingModel.Settings(starting.weights, starting.part);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> sources() {
        return names.stream()
                .map(name -> Training.isSimulated(name)
                        ? name
                        : InputFile.one(name, "nothing was learned").toString())
                .toList();
    }

    private static String origin(List<TrainingReport> reports) {
        return "trained on "
                + reports.stream()
                        .map(report -> name(report.source()) + " (" + Text.count(report.lessons(), "lesson") + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String name(String source) {
        return FileAccount.shownName(source);
    }

    private void print(Trained trained) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(trained));
            out.flush();
            return;
        }
        Table table = new Table(1).row("learned from", "flows", "lessons", "malicious", "unread", "AP", "ROC", "R@1%");
        for (TrainingReport report : trained.sources()) {
            table.row(
                    name(report.source()),
                    Text.number(report.flows()),
                    Text.number(report.lessons()),
                    Text.number(report.malicious()),
                    Text.number(report.account().rejectedCount()),
                    figure(report.averagePrecision()),
                    figure(report.rocAuc()),
                    figure(report.recallAtFpr1Percent()));
        }
        table.print(out);
        for (TrainingReport report : trained.sources()) {
            report.account().notes().forEach(note -> out.println(name(report.source()) + ": " + note));
        }
        out.println("AP, ROC and R@1% (recall at 1 % false alerts): each flow scored before it was learned");
        Table weights = new Table(1).row("heaviest weights", "weight");
        trained.learned().stream()
                .limit(WEIGHTS_SHOWN)
                .forEach(change -> weights.row(change.feature(), String.format(Locale.ROOT, "%+.4f", change.to())));
        weights.print(out);
        ModelManifest manifest = trained.manifest();
        out.println("wrote " + Printable.escape(trained.file(), MAX_PATH) + ": " + Text.number(manifest.bytes())
                + " bytes, "
                + Text.count(manifest.lessons(), "lesson") + ", digest "
                + DetectorCommand.shortDigest(manifest.digest()));
        out.flush();
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
