package dev.weir.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.ProgressListener;
import dev.weir.evaluation.metrics.RankingMetrics;
import dev.weir.evaluation.metrics.ScoredSet;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.model.MergedModel;
import dev.weir.model.ModelState;
import dev.weir.model.StartingModel;
import dev.weir.model.Weights;
import dev.weir.modelfile.ModelFile;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import dev.weir.service.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Takes what another model learned into one's own, without any of its data, and measures both on verdicts given here:",
            "those of the files of --gold, or the lessons of the running detector.",
            "Writes the merged model for weir install only if its average precision is higher; exit status 1 if it is not."
        })
public final class MergeCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OWN", description = "One's own model, as weir export wrote it.")
    private Path own;

    @Parameters(index = "1", paramLabel = "OTHER", description = "The model to learn from.")
    private Path other;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "merged.weir",
            description = "The file to write; ${DEFAULT-VALUE} if not given.")
    private Path file;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Option(
            names = "--gold",
            paramLabel = "FILE",
            description = "Labelled flows of one's own to measure on; may be given again.")
    private List<Path> gold = List.of();

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    /** Average precision of one's own model and of the merged one. */
    private record Gain(double before, double after, long verdicts) {
        boolean rises() {
            return after > before;
        }
    }

    @Override
    public Integer call() {
        ModelFiles.requireFree(file, force);
        FeatureSchema schema =
                FeatureExtractor.schemaOf(weir.session().settings().features());
        ModelState first = ModelFiles.readFitting(own, schema).state();
        ModelFile second = ModelFiles.readFitting(other, schema);
        ModelState merged = merged(first, second.state());
        Gain gain = gold.isEmpty() ? onLessons(first, merged) : onFiles(first, merged);
        if (gain.rises()) {
            String origin = "merged: " + own.getFileName() + " (" + first.lessons() + " lessons, "
                    + first.digest() + ") with " + other.getFileName() + " ("
                    + second.manifest().lessons()
                    + " lessons, " + second.manifest().digest() + ")";
            ModelFiles.write(ModelFile.of(merged, schema, origin), file);
        }
        print(gain, spec.commandLine().getOut());
        return gain.rises() ? 0 : 1;
    }

    private static ModelState merged(ModelState first, ModelState second) {
        try {
            return MergedModel.of(first, second, StartingModel.Settings.defaults());
        } catch (IllegalArgumentException e) {
            throw new CommandException("the models cannot be merged: " + e.getMessage(), e);
        }
    }

    private Gain onFiles(ModelState first, ModelState merged) {
        try {
            List<EvaluationReport> before = reports(first);
            List<EvaluationReport> after = reports(merged);
            return new Gain(
                    mean(before),
                    mean(after),
                    before.stream().mapToLong(EvaluationReport::flows).sum());
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<EvaluationReport> reports(ModelState start) throws IOException {
        return Evaluation.run(EvaluationSettings.defaults(), gold, ProgressListener.NONE, start);
    }

    private static double mean(List<EvaluationReport> reports) {
        return reports.stream()
                .mapToDouble(EvaluationReport::averagePrecision)
                .average()
                .orElse(Double.NaN);
    }

    private Gain onLessons(ModelState first, ModelState merged) {
        KafkaTarget kafka = weir.session().kafka();
        kafka.requireTopic(kafka.topics().modelLog());
        List<Lesson> lessons = TaughtHere.lessons(kafka);
        Gain gain = new Gain(precision(first, lessons), precision(merged, lessons), lessons.size());
        if (!Double.isFinite(gain.before())) {
            throw new CommandException(
                    "there are too few lessons here to measure on: give verdicts of both kinds first, or"
                            + " labelled flows with --gold");
        }
        return gain;
    }

    private static double precision(ModelState model, List<Lesson> lessons) {
        Weights weights = Weights.of(model);
        ScoredSet set = new ScoredSet();
        lessons.forEach(lesson -> set.add(weights.score(lesson.example()), lesson.verdict() == Verdict.MALICIOUS));
        int malicious = set.maliciousCount();
        return malicious == 0 || malicious == set.size()
                ? Double.NaN
                : RankingMetrics.of(set).averagePrecision();
    }

    private void print(Gain gain, PrintWriter out) {
        if (json) {
            ObjectNode answer = new ObjectMapper().createObjectNode();
            answer.put("verdicts", gain.verdicts()).put("before", gain.before()).put("after", gain.after());
            out.println(answer.put("merged", gain.rises()));
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "average precision on %s here: %.4f alone, %.4f merged",
                    Text.count(gain.verdicts(), gold.isEmpty() ? "lesson" : "flow"),
                    gain.before(),
                    gain.after()));
            out.println(gain.rises() ? "wrote " + file : "not merged: it does not rise");
        }
        out.flush();
    }
}
