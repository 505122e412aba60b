package dev.weir.cli.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.response.ResponseGroup;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "responses",
        mixinStandardHelpOptions = true,
        description = "Lists what is proposed and done about alerts, and why; with --all also what is over.")
public final class ResponsesCommand extends DetectorCommand<List<ObjectNode>> {
    @Option(names = "--all", description = "Also those that are over.")
    private boolean all;

    @Option(names = "--host", paramLabel = "HOST", description = "Only those about this host, also if they are over.")
    private String host;

    @Override
    protected List<ObjectNode> ask(ApiClient detector) {
        Set<ResponseGroup> groups = EnumSet.allOf(ResponseGroup.class);
        if (!all && host == null) {
            groups.remove(ResponseGroup.OVER);
        }
        return detector.responses(new ResponseQuery(groups, host, ResponseQuery.MOST));
    }

    @Override
    protected void print(List<ObjectNode> responses, PrintWriter out) {
        if (responses.isEmpty()) {
            out.println("no responses; config/playbook.yaml says what is done about which alerts");
            return;
        }
        Instant now = Instant.now();
        Table table = new Table(7).row("id", "state", "left", "action", "host", "by", "why");
        for (ObjectNode response : responses) {
            table.row(
                    text(response, "response_id"),
                    text(response, "state"),
                    left(response, now),
                    text(response, "action"),
                    text(response, "host") + (response.has("peer") ? " and " + text(response, "peer") : ""),
                    text(response, "by"),
                    text(response, "why"));
        }
        table.print(out);
    }

    static String line(ObjectNode response) {
        return text(response, "response_id") + " is " + text(response, "state") + ": " + text(response, "action") + " "
                + text(response, "host") + " (" + text(response, "why") + ")";
    }

    private static String left(ObjectNode response, Instant now) {
        if (!response.has("until")) {
            return "";
        }
        Duration left = Duration.between(now, Instant.parse(text(response, "until")));
        return left.isNegative() ? "0s" : left.toMinutes() < 1 ? left.toSeconds() + "s" : left.toMinutes() + "m";
    }

    private static String text(ObjectNode response, String key) {
        return response.path(key).asText();
    }
}
