package dev.weir.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.CommandGroup;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "allow",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is allowed on this network and raises no alert, such as your own scanner.",
            "A rule speaks of the hosts it names and of no others, teaches nothing, and has an end. Flows that it covers are scored"
                    + " and counted; open alerts that it covers are closed as allowed."
        },
        subcommands = {AllowCommand.Add.class, AllowCommand.ListAll.class, AllowCommand.Remove.class})
public final class AllowCommand extends CommandGroup {
    private static final String PATH = "/allowlist";

    private static String ruleText(JsonNode rule) {
        StringBuilder text = new StringBuilder(rule.path("id").asText());
        add(text, "  from ", rule.path("source"));
        add(text, "  to ", rule.path("destination"));
        add(text, "  port ", rule.path("port"));
        add(text, "  only ", rule.path("kind"));
        return text.append("  until ")
                .append(Text.safe(rule.path("until").asText()))
                .append(": ")
                .append(Text.safe(rule.path("reason").asText()))
                .append(" (")
                .append(Text.safe(rule.path("by").asText()))
                .append(')')
                .toString();
    }

    private static void add(StringBuilder text, String before, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            text.append(before).append(Text.safe(value.asText()));
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Allows something for a while.")
    static final class Add extends DetectorCommand<JsonNode> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--source", paramLabel = "HOST", description = "Address, range such as 10.1.0.0/16, or name.")
        private @Nullable String source;

        @Option(names = "--destination", paramLabel = "HOST", description = "The same for the host contacted.")
        private @Nullable String destination;

        @Option(names = "--port", description = "Only to this destination port, 0 to 65535.")
        private @Nullable Integer port;

        @Option(names = "--kind", description = "Only alerts of this kind, such as port-scan; all if not given.")
        private @Nullable String kind;

        @Option(
                names = "--days",
                defaultValue = "30",
                description = "How long it holds, 1 to 3650; ${DEFAULT-VALUE} if not given.")
        private int days;

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why, for those who read it later.")
        private String reason;

        @Override
        protected JsonNode ask(ApiClient api) {
            if (days < 1 || days > 3650) {
                throw new ParameterException(spec.commandLine(), "--days must be 1 to 3650, got " + days);
            }
            if (source == null && destination == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--source or --destination is missing: a rule for everything would hide everything");
            }
            Map<String, Object> body = new LinkedHashMap<>();
            put(body, "source", source);
            put(body, "destination", destination);
            put(body, "port", port);
            put(body, "kind", kind);
            body.put("until", Instant.now().plus(Duration.ofDays(days)).toString());
            body.put("reason", reason);
            body.put("by", Text.user());
            return api.ask("POST", PATH, body);
        }

        private static void put(Map<String, Object> body, String key, @Nullable Object value) {
            if (value != null) {
                body.put(key, value);
            }
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            out.println("allowed " + ruleText(answer));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists what is allowed, and how many flows that hid.")
    static final class ListAll extends DetectorCommand<JsonNode> {
        @Override
        protected JsonNode ask(ApiClient api) {
            return api.ask("GET", PATH, null);
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            if (answer.isEmpty()) {
                out.println("nothing is allowed: weir allow add --source HOST --reason TEXT allows something");
            }
            answer.forEach(rule ->
                    out.println(ruleText(rule) + "  " + rule.path("flows").asLong() + " flows would have alerted"));
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes a rule off the list.")
    static final class Remove extends DetectorCommand<JsonNode> {
        @Parameters(paramLabel = "ID", description = "As weir allow list shows it.")
        private String id;

        @Override
        protected JsonNode ask(ApiClient api) {
            return api.ask("DELETE", PATH + "/" + Text.inUrl(id), null);
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            out.println("no longer allowed: " + ruleText(answer));
        }
    }
}
