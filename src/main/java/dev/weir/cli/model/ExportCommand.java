package dev.weir.cli.model;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Text;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelManifest;
import dev.weir.service.ModelFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the model as it is now to a file, for weir install elsewhere.")
public final class ExportCommand extends DetectorCommand<ModelManifest> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "model.weir",
            description = "The file to write; ${DEFAULT-VALUE} if not given.")
    private Path file;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Override
    protected ModelManifest ask(ApiClient detector) {
        ModelFiles.requireFree(file, force);
        ModelFile model = ModelFile.ofBytes(detector.exportModel());
        ModelFiles.write(model, file);
        return model.manifest();
    }

    @Override
    protected void print(ModelManifest manifest, PrintWriter out) {
        out.println("wrote " + file + ": " + Text.count(manifest.lessons(), "lesson") + ", digest "
                + shortDigest(manifest.digest()));
    }
}
