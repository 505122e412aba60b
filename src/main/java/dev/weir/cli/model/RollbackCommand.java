package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import dev.weir.detector.RolledBack;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Makes the model of a checkpoint live again, on every instance; what came after stays in the log.")
public final class RollbackCommand extends DetectorCommand<RolledBack> {
    @Parameters(
            paramLabel = "ID_OR_NAME",
            description = "A checkpoint as weir checkpoints lists them, or any version of the model.")
    private String idOrName;

    @Override
    protected RolledBack ask(ApiClient detector) {
        return detector.rollBack(idOrName, Text.user());
    }

    @Override
    protected void print(RolledBack done, PrintWriter out) {
        out.println("rolled back in version " + done.inVersion() + "; live again: " + describe(done.checkpoint()));
    }
}
