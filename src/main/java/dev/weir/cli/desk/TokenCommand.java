package dev.weir.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiClient;
import dev.weir.api.access.Role;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.Detector;
import dev.weir.service.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Says who may ask the running detector what.",
            "Roles: viewer sees, analyst also gives verdicts, operator also changes the model and the tokens, collector"
                    + " has flows scored and sees nothing else."
        },
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
public final class TokenCommand implements Callable<Integer>, RootCommand {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    /** Without a subcommand: the help, as an error, since nothing was done. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Session session() {
        return weir.session();
    }

    @Override
    public BiFunction<Settings, Path, Detector> launcher() {
        return weir.launcher();
    }

    private static String tokenText(JsonNode token) {
        return token.path("id").asText() + "  "
                + Text.safe(token.path("name").asText()) + ", "
                + token.path("role").asText();
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token. It is printed this once; Weir keeps only its SHA-256.")
    static final class Create extends DetectorCommand<JsonNode> {
        @Parameters(paramLabel = "NAME", description = "Who it is for; stands on their verdicts and in the audit.")
        private String name;

        @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
        private Role role;

        @Override
        protected JsonNode ask(ApiClient api) {
            return api.ask("POST", "/tokens", Map.of("name", name, "role", role.word()));
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            out.println(answer.path("token").asText());
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens, without what they are.")
    static final class ListAll extends DetectorCommand<JsonNode> {
        @Override
        protected JsonNode ask(ApiClient api) {
            return api.ask("GET", "/tokens", null);
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            if (answer.isEmpty()) {
                out.println("no tokens: weir token create NAME --role analyst makes one");
            }
            answer.forEach(token -> out.println(
                    tokenText(token) + ", made " + token.path("created_at").asText()));
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Makes a token worth nothing, and logs its browsers out.")
    static final class Revoke extends DetectorCommand<JsonNode> {
        @Parameters(paramLabel = "ID", description = "As weir token list shows it.")
        private String id;

        @Override
        protected JsonNode ask(ApiClient api) {
            return api.ask("DELETE", "/tokens/" + Text.inUrl(id), null);
        }

        @Override
        protected void print(JsonNode answer, PrintWriter out) {
            out.println("revoked " + tokenText(answer));
        }
    }
}
