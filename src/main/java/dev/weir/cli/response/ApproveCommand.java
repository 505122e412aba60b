package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Says yes to a proposed response; for a host of the group servers, two people must.")
public final class ApproveCommand extends DetectorCommand<ObjectNode> {
    @Parameters(paramLabel = "ID", description = "As weir responses lists them.")
    private String id;

    @Override
    protected ObjectNode ask(ApiClient detector) {
        return detector.approve(id, Text.user());
    }

    @Override
    protected void print(ObjectNode response, PrintWriter out) {
        out.println(ResponsesCommand.line(response));
    }
}
