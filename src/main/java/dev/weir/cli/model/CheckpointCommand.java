package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = "Keeps the model as it is now, under a name, on every instance.")
public final class CheckpointCommand extends DetectorCommand<Checkpoint> {
    @Parameters(paramLabel = "NAME", description = "1 to 64 letters, digits and . _ -, not only digits.")
    private String name;

    @Override
    protected Checkpoint ask(ApiClient detector) {
        return detector.takeCheckpoint(name, Text.user());
    }

    @Override
    protected void print(Checkpoint checkpoint, PrintWriter out) {
        out.println("checkpoint taken: " + describe(checkpoint));
    }
}
