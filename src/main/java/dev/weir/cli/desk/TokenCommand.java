package dev.weir.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiClient;
import dev.weir.api.access.Role;
import dev.weir.cli.command.CommandGroup;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Says who may ask the running detector what.",
            "Roles: viewer sees, analyst also gives verdicts, operator also changes the model and the tokens, collector"
                    + " has flows scored and sees nothing else."
        },
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
public final class TokenCommand extends CommandGroup {
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
