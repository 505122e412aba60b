package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Takes back what a response does, or refuses what it proposes.",
            "It is not done again without a new malicious verdict or a higher score."
        })
public final class UndoCommand extends DetectorCommand<ObjectNode> {
    @Parameters(paramLabel = "ID", description = "As weir responses lists them.")
    private String id;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for those who read it later.")
    private String why;

    @Override
    protected ObjectNode ask(ApiClient detector) {
        return detector.undo(id, Text.user(), why);
    }

    @Override
    protected void print(ObjectNode response, PrintWriter out) {
        out.println(ResponsesCommand.line(response));
    }
}
