package dev.weir.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.flow.Listing;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "alert",
        mixinStandardHelpOptions = true,
        description = "Shows one alert: why it has its score, what was said of it, and what its host did before.")
public final class AlertCommand implements Callable<Integer> {
    private static final double LOGIT_OF_A_BLOCK = 0.25;
    private static final int MOST_BLOCKS = 20;

    /** By how much a probability must differ from the score to be worth a line. */
    private static final double LEAST_SHOWN = 0.005;

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "As weir alerts shows it, or the id of one of its flows.")
    private String id;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode shown = weir.session().runningDetector().ask(api -> api.ask("GET", "/alerts/" + Text.inUrl(id), null));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(shown));
        } else {
            print(shown, out);
        }
        out.flush();
        return 0;
    }

    private static void print(JsonNode shown, PrintWriter out) {
        JsonNode alert = shown.path("alert");
        out.println(AlertsCommand.line(alert));
        out.println(Text.count(alert.path("count").asLong(), "flow") + ", first "
                + alert.path("first_seen").asText() + ", last "
                + alert.path("last_seen").asText());
        out.println(String.format(
                Locale.ROOT,
                "scored %.2f by model version %d; the newest, %d, says %s",
                alert.path("score").asDouble(),
                alert.path("model_version").asLong(),
                shown.path("model_version").asLong(),
                alert.path("score_now").isNumber()
                        ? String.format(
                                Locale.ROOT, "%.2f", alert.path("score_now").asDouble())
                        : "nothing: its features are of another release"));
        JsonNode record = shown.path("record");
        double probability = record.path("probability").asDouble(Double.NaN);
        if (Math.abs(probability - record.path("score").asDouble()) >= LEAST_SHOWN) {
            out.printf(
                    Locale.ROOT,
                    "by verdicts so far %.0f in 100 flows of such a score are a threat%n",
                    100 * probability);
        }
        bar(record.path("base").asDouble(), "what every flow gets", out);
        record.path("reasons")
                .forEach(reason -> bar(
                        reason.path("logit").asDouble(),
                        Text.safe(reason.path("words")
                                .asText(reason.path("feature").asText())),
                        out));
        bar(record.path("rest").asDouble(), "the rest", out);
        record.path("listed_by").forEach(listing -> out.println(words(listing)));
        shown.path("verdicts")
                .forEach(verdict -> out.println(verdict.path("at").asText() + "  "
                        + Text.safe(verdict.path("analyst").asText()) + " said "
                        + verdict.path("verdict").asText() + ", "
                        + verdict.path("state").asText() + ": "
                        + Text.safe(verdict.path("comment").asText(""))));
        if (!shown.path("earlier").isEmpty()) {
            out.println("earlier alerts of this host:");
            shown.path("earlier").forEach(earlier -> out.println("  " + AlertsCommand.line(earlier)));
        }
    }

    private static String words(JsonNode listing) {
        return new Listing(
                        listing.path("source").asText(),
                        listing.path("right").asInt(),
                        listing.path("wrong").asInt())
                .words();
    }

    private static void bar(double logit, String words, PrintWriter out) {
        int blocks = (int) Math.min(MOST_BLOCKS, Math.round(Math.abs(logit) / LOGIT_OF_A_BLOCK));
        String sign = logit < 0 ? "-" : "#";
        out.println(String.format(Locale.ROOT, "%+6.2f %-20s %s", logit, sign.repeat(blocks), words));
    }
}
