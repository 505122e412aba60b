package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.lessons.Blame;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "blame",
        mixinStandardHelpOptions = true,
        description = {
            "Names the lessons, and whose, that moved the score of an alert or flow most.",
            "All lessons together with the prior add up to its logit."
        })
public final class BlameCommand extends DetectorCommand<Blame> {
    @Parameters(paramLabel = "ALERT|FLOW", description = "The id of an alert, or of a flow that is kept.")
    private String id;

    @Option(
            names = "--at",
            paramLabel = "V",
            description =
                    "The model to ask about; if not given, the one that scored the alert, or of a flow the newest.")
    private @Nullable Long version;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many lessons to name, 0 to 1000; ${DEFAULT-VALUE} if not given.")
    private int top;

    @Override
    protected void check() {
        if (top < 0 || top > 1_000) {
            throw misuse("--top must be 0 to 1000, got " + top);
        }
    }

    @Override
    protected Blame ask(ApiClient api) {
        return api.askLong(
                "/blame?id=" + Text.inUrl(id) + "&top=" + top + (version == null ? "" : "&at=" + version), Blame.class);
    }

    @Override
    protected void print(Blame blame, PrintWriter out) {
        out.println("flow " + Text.safe(blame.flowId()) + ", model version " + blame.modelVersion() + ": score "
                + String.format(Locale.ROOT, "%.3f", blame.score()) + ", logit " + logit(blame.logit()) + " = prior "
                + logit(blame.prior()) + " and " + Text.count(blame.lessons(), "lesson"));
        Table analysts = new Table(1).row("analyst", "lessons", "moved it");
        blame.analysts().forEach(one -> analysts.row(one.analyst(), Text.number(one.lessons()), logit(one.logit())));
        analysts.print(out);
        if (blame.most().isEmpty()) {
            return;
        }
        Table lessons = new Table(5).row("lesson", "analyst", "said", "of flow", "at", "moved it");
        blame.most()
                .forEach(one -> lessons.row(
                        Long.toString(one.lesson()),
                        one.analyst(),
                        one.verdict(),
                        one.flowId(),
                        one.at().toString(),
                        logit(one.logit())));
        lessons.row("the rest", "", "", "", "", logit(blame.rest())).print(out);
        out.println(
                "to take one back: weir unlearn --lesson " + blame.most().get(0).lesson() + " --preview");
    }

    private static String logit(double logit) {
        return String.format(Locale.ROOT, "%+.4f", logit);
    }
}
