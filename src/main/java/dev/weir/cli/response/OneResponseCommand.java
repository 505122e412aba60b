package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import picocli.CommandLine.Parameters;

/** Decides on one response, by its id, and prints what became of it. */
abstract class OneResponseCommand extends DetectorCommand<ObjectNode> {
    @Parameters(paramLabel = "ID", description = "As weir responses lists them.")
    private String id;

    /** Decides in the name of a person. */
    abstract ObjectNode decide(ApiClient detector, String responseId, String by);

    @Override
    protected final ObjectNode ask(ApiClient detector) {
        return decide(detector, id, Text.user());
    }

    @Override
    protected final void print(ObjectNode response, PrintWriter out) {
        out.println(ResponsesCommand.line(response));
    }
}
