package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "checkpoints",
        mixinStandardHelpOptions = true,
        description = "Lists the models that can be rolled back to, newest first.")
public final class CheckpointsCommand extends DetectorCommand<List<Checkpoint>> {
    @Override
    protected List<Checkpoint> ask(ApiClient detector) {
        return detector.checkpoints();
    }

    @Override
    protected void print(List<Checkpoint> checkpoints, PrintWriter out) {
        if (checkpoints.isEmpty()) {
            out.println("no checkpoint yet: weir checkpoint NAME takes one");
            return;
        }
        Table table = new Table(4).row("id", "name", "taken", "digest", "lessons", "bytes");
        for (Checkpoint checkpoint : checkpoints) {
            table.row(
                    Long.toString(checkpoint.version()),
                    checkpoint.name() == null ? "(automatic)" : checkpoint.name(),
                    checkpoint.at().toString(),
                    shortDigest(checkpoint.digest()),
                    Text.number(checkpoint.lessons()),
                    Text.number(checkpoint.bytes()));
        }
        table.print(out);
    }
}
