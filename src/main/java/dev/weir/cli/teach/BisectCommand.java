package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import dev.weir.detector.lessons.Bisection;
import dev.weir.feedback.Feedback;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bisect",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the lessons with which the model became worse, between a version that was good and one that is bad.",
            "Halves the way between them, and so rebuilds only a few models; then says how to unlearn what it found."
        })
public final class BisectCommand extends DetectorCommand<Bisection> {
    private static final String PRECISION = "precision";

    @Option(names = "--good", required = true, paramLabel = "V", description = "A version that was good.")
    private long good;

    @Option(names = "--bad", required = true, paramLabel = "V", description = "A later version that is bad.")
    private long bad;

    @Option(
            names = "--metric",
            paramLabel = "precision|FILE",
            defaultValue = PRECISION,
            description = {
                "What to measure models by: precision, which is the average precision on the flows that had a verdict",
                "at the good version; or the same on the verdicts of a file, as weir label --file reads them."
            })
    private String metric;

    @Override
    protected void check() {
        if (good < 0 || bad <= good) {
            throw misuse("--good must be a version before --bad");
        }
    }

    @Override
    protected Bisection ask(ApiClient api) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        if (!metric.equals(PRECISION)) {
            for (Feedback one : LabelFile.read(Path.of(metric), Text.user())) {
                verdicts.put(one.flowId().value(), one.verdict().word());
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("good", good);
        body.put("bad", bad);
        body.put("verdicts", verdicts);
        return api.askLong("/bisect", body, Bisection.class);
    }

    @Override
    protected void print(Bisection found, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "average precision on %s: %.4f at version %d, %.4f at version %d",
                Text.count(found.flows(), "flow"),
                found.precisionGood(),
                found.good(),
                found.precisionBad(),
                found.bad()));
        found.steps()
                .forEach(step -> out.println(
                        String.format(Locale.ROOT, "  version %d: %.4f", step.version(), step.precision())));
        out.println("it fell between events " + found.firstEvent() + " and " + found.lastEvent()
                + " of the model log, found with " + found.replays() + " models of "
                + Text.number(found.events() + 1));
        found.analysts()
                .forEach((name, lessons) -> out.println("  " + Text.safe(name) + ": " + Text.count(lessons, "lesson")));
        if (found.analysts().isEmpty()) {
            out.println("no lesson lies there: a rollback or another model does; weir rollback " + found.good()
                    + " goes back");
            return;
        }
        String range = found.firstEvent() == found.lastEvent()
                ? Long.toString(found.firstEvent())
                : found.firstEvent() + "-" + found.lastEvent();
        out.println("to take them back: weir unlearn --lesson " + range + " --preview");
    }
}
