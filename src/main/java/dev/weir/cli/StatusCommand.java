package dev.weir.cli;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.Status;
import dev.weir.detector.responses.ResponseStanding;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows where the running detector stands: counts, lag, model version and digest.")
final class StatusCommand extends DetectorCommand<Status> {
    @Override
    protected Status ask(ApiClient detector) {
        return detector.status();
    }

    @Override
    protected void print(Status status, PrintWriter out) {
        Table table = new Table(2)
                .row("state", status.state())
                .row("since", status.startedAt())
                .row("kafka", status.bootstrapServer())
                .row("flows read", Text.number(status.flowsRead()) + expired(status.flowsExpired()))
                .row(
                        "flows scored",
                        Text.number(status.flowsScored())
                                + before(status.flowsRepeated())
                                + joined(status.flowsJoined()))
                .row("dead letters", withReasons(status.deadLetters(), status.deadLettersByReason()))
                .row("lag", Text.count(status.lag(), "flow"))
                .row("rate", String.format(Locale.ROOT, "%,.0f flows/s", status.flowsPerSecond()))
                .row(
                        "alerts",
                        Text.number(status.alerts()) + " (of " + Text.count(status.alertingFlows(), "flow") + ")")
                .row("feedback read", Text.number(status.feedbackRead()))
                .row("feedback repeated", Text.number(status.feedbackRepeated()))
                .row(
                        "feedback set aside",
                        withReasons(status.feedbackDeadLetters(), status.feedbackDeadLettersByReason()))
                .row("lessons", Text.number(status.lessons()))
                .row("model version", Long.toString(status.modelVersion()))
                .row("model digest", status.modelDigest())
                .row("learning", status.learningHeld() == null ? "goes on" : status.learningHeld())
                .row("second analyst", status.awaitsSecond() == null ? "no lesson waits" : status.awaitsSecond())
                .row("missed", status.missed() == null ? "not looked yet" : status.missed())
                .row(
                        "drift",
                        status.drift() == null
                                ? "not looked yet"
                                : Text.safe(status.drift().words()))
                .row("responses", responses(status.responses()))
                .row("last checkpoint", status.lastCheckpoint() == null ? "none" : describe(status.lastCheckpoint()));
        table.print(out);
    }

    private static String expired(long expired) {
        return expired == 0 ? "" : " (" + Text.number(expired) + " more were deleted before they were read)";
    }

    private static String before(long repeated) {
        return repeated == 0 ? "" : " (" + Text.number(repeated) + " of files were scored before, and are not again)";
    }

    private static String responses(@Nullable ResponseStanding responses) {
        if (responses == null) {
            return "none: there is no playbook";
        }
        return responses
                .concern()
                .orElse(
                        responses.deciding()
                                ? Text.number(responses.inForce()) + " in force, no proposal waits"
                                : "another process decides on them");
    }

    private static String joined(long joined) {
        return joined == 0 ? "" : " (" + Text.number(joined) + " records were the other direction of one)";
    }

    private static String withReasons(long count, Map<String, Long> reasons) {
        StringBuilder text = new StringBuilder(Text.number(count));
        String separator = " (";
        for (Map.Entry<String, Long> reason : new TreeMap<>(reasons).entrySet()) {
            text.append(separator).append(reason.getKey()).append(' ').append(Text.number(reason.getValue()));
            separator = ", ";
        }
        return reasons.isEmpty() ? text.toString() : text.append(')').toString();
    }
}
