package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.fold.ModelDifference;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Shows what changed between two models: lessons, and the largest changes of weight by feature.")
public final class DiffCommand extends DetectorCommand<ModelDifference> {
    @Parameters(index = "0", paramLabel = "FROM", description = "Id or name of a checkpoint, or live.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "Id or name of a checkpoint, or live.")
    private String to;

    @Override
    protected ModelDifference ask(ApiClient detector) {
        return detector.difference(from, to);
    }

    @Override
    protected void print(ModelDifference difference, PrintWriter out) {
        out.println("from version " + difference.fromVersion() + " to " + difference.toVersion() + ": "
                + (difference.lessons() < 0 ? "" : "+") + Text.count(difference.lessons(), "lesson"));
        if (difference.changes().isEmpty()) {
            out.println("no weight changed");
            return;
        }
        Table table = new Table(1).row("feature", "from", "to", "change");
        for (ModelDifference.Change change : difference.changes()) {
            table.row(
                    change.feature(), weight(change.from()), weight(change.to()), weight(change.to() - change.from()));
        }
        table.print(out);
    }

    private static String weight(double weight) {
        return String.format(Locale.ROOT, "%+.4f", weight);
    }
}
