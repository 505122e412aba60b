package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.detector.Detector;
import dev.weir.detector.ReviewItem;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = {
            "Lists recent flows whose verdict would teach the model most, the best first, no two alike, with the reason:",
            "high (a likely threat: is it one?), uncertain (the model cannot tell), novel (nothing like it was ever taught),",
            "steady (one host has been calling the other steadily for hours: may it?),",
            "drawn (chance picked it, so that its verdict says how often a score is right).",
            "weir label gives the verdict. Of several detectors on one Kafka, each lists the flows that it scored itself."
        })
public final class ReviewCommand extends DetectorCommand<List<ReviewItem>> {
    @Spec
    private CommandSpec spec;

    private int top;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "15",
            description = "At most so many, 1 to 1000; ${DEFAULT-VALUE}.")
    void setTop(int number) {
        if (number < 1 || number > Detector.MOST_REVIEWED) {
            throw new ParameterException(
                    spec.commandLine(), "--top must be 1 to " + Detector.MOST_REVIEWED + ", got " + number);
        }
        top = number;
    }

    @Override
    protected List<ReviewItem> ask(ApiClient detector) {
        return detector.review(top);
    }

    @Override
    protected void print(List<ReviewItem> items, PrintWriter out) {
        if (items.isEmpty()) {
            out.println("no flow to review: none was scored since this detector started, or all have their verdict");
            return;
        }
        Table table = new Table(6).row("flow", "reason", "from", "to", "protocol", "at", "score", "new");
        for (ReviewItem item : items) {
            table.row(
                    item.flowId(),
                    item.reason(),
                    end(item.srcIp(), item.srcPort()),
                    end(item.dstIp(), item.dstPort()),
                    item.proto() + (item.service() == null ? "" : "/" + item.service()),
                    item.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    String.format(Locale.ROOT, "%.3f", item.score()),
                    Math.round(100 * item.novelty()) + " %");
        }
        table.print(out);
    }

    private static String end(String host, @Nullable Integer port) {
        return port == null ? host : host + " " + port;
    }
}
