package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Takes back what a response does, or refuses what it proposes.",
            "It is not done again without a new malicious verdict or a higher score."
        })
public final class UndoCommand extends OneResponseCommand {
    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for those who read it later.")
    private String why;

    @Override
    ObjectNode decide(ApiClient detector, String responseId, String by) {
        return detector.undo(responseId, by, why);
    }
}
