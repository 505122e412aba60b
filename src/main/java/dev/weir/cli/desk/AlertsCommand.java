package dev.weir.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiClient;
import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.service.RunFile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Lists the alerts of the running detector, the newest first.")
public final class AlertsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, malicious, benign or allowed; open if not given, all for all.")
    private String state = "open";

    @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind, such as tcp/22.")
    @Nullable
    private String kind;

    @Option(names = "--host", paramLabel = "HOST", description = "Only of this source or destination.")
    @Nullable
    private String host;

    @Option(names = "--assignee", paramLabel = "NAME", description = "Only what this analyst looks after.")
    @Nullable
    private String assignee;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description = "Only with these words in hosts, services, ids or comments.")
    @Nullable
    private String words;

    @Option(names = "--by-score", description = "The highest score first.")
    private boolean byScore;

    @Option(names = "--top", defaultValue = "20", description = "How many, 1 to 200; ${DEFAULT-VALUE} if not given.")
    private int top;

    @Option(names = "--follow", description = "Go on printing alerts as they are raised, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "Print JSON; with --follow, one object a line.")
    private boolean json;

    @Override
    public Integer call() {
        RunFile detector = weir.session().runningDetector();
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = detector.ask(api -> api.ask("GET", "/alerts?" + query(), null));
        if (json && !follow) {
            out.println(ApiJson.write(page));
        } else {
            page.path("alerts").forEach(alert -> print(alert, out));
            if (page.path("alerts").isEmpty() && !follow) {
                out.println("no such alerts");
            }
        }
        out.flush();
        if (follow) {
            detector.ask(api -> follow(api, out));
        }
        return 0;
    }

    private boolean follow(ApiClient api, PrintWriter out) {
        api.listen((kind, change) -> {
            if (kind.equals("alert") && change.path("is_new").asBoolean()) {
                print(
                        api.ask(
                                        "GET",
                                        "/alerts/"
                                                + Text.inUrl(
                                                        change.path("alert_id").asText()),
                                        null)
                                .path("alert"),
                        out);
                out.flush();
            }
        });
        return true;
    }

    private String query() {
        StringBuilder query = new StringBuilder("limit=").append(top);
        add(query, "state", state.equals("all") ? null : state);
        add(query, "kind", kind);
        add(query, "host", host);
        add(query, "assignee", assignee);
        add(query, "q", words);
        add(query, "order", byScore ? "score" : null);
        return query.toString();
    }

    private static void add(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(Text.inUrl(value));
        }
    }

    private void print(JsonNode alert, PrintWriter out) {
        out.println(json ? ApiJson.write(alert) : line(alert));
    }

    /** One alert on one line. */
    static String line(JsonNode alert) {
        return String.format(
                Locale.ROOT,
                "%s  %.2f  %-9s  %-16s  %s \u2192 %s  %s",
                alert.path("raised_at").asText().substring(0, "2026-01-01T00:00:00".length()),
                alert.path("score").asDouble(),
                alert.path("state").asText(),
                Text.safe(alert.path("kind").asText()),
                Text.safe(alert.path("src_ip").asText()),
                alert.path("destinations").asInt() > 1
                        ? Text.count(alert.path("destinations").asInt(), "host")
                        : Text.safe(alert.path("dst_ip").asText()),
                Text.safe(alert.path("alert_id").asText()));
    }
}
