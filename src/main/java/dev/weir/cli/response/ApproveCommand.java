package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import picocli.CommandLine.Command;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Says yes to a proposed response; for a host of the group servers, two people must.")
public final class ApproveCommand extends OneResponseCommand {
    @Override
    ObjectNode decide(ApiClient detector, String responseId, String by) {
        return detector.approve(responseId, by);
    }
}
