package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import dev.weir.detector.Installation;
import dev.weir.detector.RefusedException;
import dev.weir.modelfile.ModelFile;
import dev.weir.service.CommandException;
import dev.weir.service.ModelFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the model of a file live, on every instance, and learns on from it.",
            "The model before is kept as a checkpoint, for weir rollback."
        })
public final class InstallCommand extends DetectorCommand<Installation> {
    @Parameters(paramLabel = "FILE", description = "As weir export or weir train wrote it.")
    private Path file;

    @Override
    protected Installation ask(ApiClient detector) {
        ModelFile model = ModelFiles.read(file);
        try {
            return detector.installModel(model.toBytes(), Text.user());
        } catch (RefusedException e) {
            throw new CommandException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    protected void print(Installation installed, PrintWriter out) {
        out.println("installed: version " + installed.version() + ", " + Text.count(installed.lessons(), "lesson")
                + ", digest " + shortDigest(installed.digest()));
        out.println("to go back: weir rollback " + installed.before().name());
    }
}
