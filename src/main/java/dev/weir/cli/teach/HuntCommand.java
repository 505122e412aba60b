package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.hunt.Hunted;
import dev.weir.service.ModelFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "hunt",
        mixinStandardHelpOptions = true,
        description = {
            "What did we miss? Scores the flows of the past again, with their features as they were then,",
            "and tells which would alert now and did not then, as stories."
        })
public final class HuntCommand extends DetectorCommand<Hunted> {
    @Option(
            names = "--model",
            paramLabel = "V|FILE",
            defaultValue = "live",
            description = "The model to score with: live, a version of the log, or a file as weir export writes it;"
                    + " ${DEFAULT-VALUE} if not given.")
    private String model;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "What a flow must reach, above 0 and up to 1; scoring.threshold if not given, or 0.5.")
    private @Nullable Double threshold;

    @Option(names = "--host", paramLabel = "HOST", description = "Only flows from or to this host.")
    private @Nullable String host;

    @Option(
            names = "--indicator",
            paramLabel = "INDICATOR",
            description = "Every flow from or to this address, network or host, whatever its score.")
    private @Nullable String indicator;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many stories to tell, 1 to 1000; ${DEFAULT-VALUE} if not given.")
    private int top;

    @Override
    protected void check() {
        if (top < 1 || top > 1_000) {
            throw misuse("--top must be 1 to 1000, got " + top);
        }
        if (threshold != null && indicator != null) {
            throw misuse("--indicator tells of every flow, whatever its score: no --threshold");
        }
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw misuse("--threshold must be above 0 and up to 1, got " + threshold);
        }
    }

    @Override
    protected Hunted ask(ApiClient api) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (model.matches("[0-9]{1,18}")) {
            body.put("version", Long.parseLong(model));
        } else if (!model.equals("live")) {
            body.put(
                    "model",
                    Base64.getEncoder()
                            .encodeToString(ModelFiles.read(Path.of(model)).toBytes()));
        }
        if (threshold != null) {
            body.put("threshold", threshold);
        }
        if (host != null) {
            body.put("host", host);
        }
        if (indicator != null) {
            body.put("indicator", indicator);
        }
        body.put("top", top);
        return api.askLong("/hunt", body, Hunted.class);
    }

    @Override
    protected void print(Hunted hunted, PrintWriter out) {
        out.println(Text.count(hunted.flows(), "flow") + " scored again by "
                + (hunted.modelVersion() == null ? "the model" : "version " + hunted.modelVersion()) + " (digest "
                + shortDigest(hunted.modelDigest())
                + String.format(
                        Locale.ROOT,
                        ") in %.1f s: %d %s and were part of no alert, %d were",
                        hunted.seconds(),
                        hunted.missed(),
                        indicator == null
                                ? String.format(Locale.ROOT, "reach %.2f", hunted.threshold())
                                : "are from or to " + Text.safe(indicator),
                        hunted.known()));
        if (hunted.foreign() > 0) {
            out.println(Text.count(hunted.foreign(), "flow") + " of another release cannot be scored again");
        }
        if (hunted.stories().isEmpty()) {
            return;
        }
        Table table = new Table(2).row("source", "kind", "flows", "hosts", "now", "then", "first", "last", "flow");
        for (Hunted.Story story : hunted.stories()) {
            table.row(
                    story.source(),
                    story.kind(),
                    Text.number(story.flows()),
                    Text.number(story.destinations()),
                    String.format(Locale.ROOT, "%.3f", story.score()),
                    String.format(Locale.ROOT, "%.3f", story.scoreThen()),
                    story.firstSeen().toString(),
                    story.lastSeen().toString(),
                    story.flowId());
        }
        table.print(out);
        if (hunted.untold() > 0) {
            out.println("and " + hunted.untold() + " more: --top tells more");
        }
    }
}
