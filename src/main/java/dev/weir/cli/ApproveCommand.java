package dev.weir.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.detector.Detector;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Says yes to a proposed response; for a host of the group servers, two people must.")
final class ApproveCommand extends DetectorCommand<ObjectNode> {
    @Parameters(paramLabel = "ID", description = "As weir responses lists them.")
    private String id;

    @Override
    ObjectNode ask(Detector detector) {
        return detector.approve(id, Text.user());
    }

    @Override
    void print(ObjectNode response, PrintWriter out) {
        out.println(ResponsesCommand.line(response));
    }
}
