package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.files.AtomicFile;
import dev.weir.service.CommandException;
import dev.weir.service.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the addresses of alerts that analysts called malicious as a STIX 2.1 bundle of indicators and sightings.",
            "Where the verdict flipped since, the indicator is revoked. Private addresses and public services stay at home."
        })
final class IntelExportCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3_650;

    @ParentCommand
    private RootCommand intel;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to write; printed if not given.")
    @Nullable
    private Path file;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Who says so; ids follow from it. output.organisation of the settings if not given.")
    @Nullable
    private String organisation;

    @Option(
            names = "--valid-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "How long an indicator counts after it was last seen, 1 to " + MOST_DAYS + "; ${DEFAULT-VALUE}.")
    private int validDays;

    @Override
    public Integer call() {
        if (validDays < 1 || validDays > MOST_DAYS || (organisation != null && organisation.isBlank())) {
            throw new ParameterException(
                    spec.commandLine(), "--valid-days must be 1 to " + MOST_DAYS + ", and --organisation a name");
        }
        if (file != null) {
            ModelFiles.requireFree(file, force);
        }
        ObjectNode bundle = OwnBundle.of(intel.session(), organisation, Duration.ofDays(validDays));
        if (file == null) {
            spec.commandLine().getOut().println(bundle.toPrettyString());
        } else {
            write(bundle, file);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void write(ObjectNode bundle, Path to) {
        try {
            AtomicFile.write(to, (bundle.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(to + " cannot be written (" + e + "): check rights and free space", e);
        }
        long indicators = 0;
        long revoked = 0;
        for (JsonNode object : bundle.path("objects")) {
            indicators += object.path("type").asText().equals("indicator") ? 1 : 0;
            revoked += object.path("revoked").asBoolean() ? 1 : 0;
        }
        spec.commandLine()
                .getOut()
                .println("wrote " + to + ": " + Text.count(indicators, "indicator") + ", " + revoked
                        + " of them revoked");
    }
}
