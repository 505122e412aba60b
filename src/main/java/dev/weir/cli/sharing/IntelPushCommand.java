package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.service.CommandException;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.sink.TaxiiCollection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        name = "push",
        mixinStandardHelpOptions = true,
        description = {
            "Adds what `weir intel export` writes to a collection of a TAXII 2.1 server. Ids follow from organisation and address,",
            "so what was sent before is known there as the same, and a verdict that flipped revokes it. With output.taxii, weir up does it by itself."
        })
final class IntelPushCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand intel;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Of the collection, ending in /collections/ID/.")
    private URI collection;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Who says so; output.organisation of the settings if not given.")
    @Nullable
    private String organisation;

    @Option(
            names = "--authorization-file",
            paramLabel = "FILE",
            description = "File with the value of the header Authorization.")
    @Nullable
    private Path authorizationFile;

    @Override
    public Integer call() {
        String scheme = String.valueOf(collection.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new ParameterException(spec.commandLine(), "URL must begin with https:// or http://");
        }
        ObjectNode bundle = OwnBundle.of(intel.session(), organisation, StixBundle.VALIDITY);
        List<JsonNode> objects = new ArrayList<>();
        bundle.path("objects").forEach(objects::add);
        try {
            new TaxiiCollection(collection, authorization()).add(objects);
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().println("sent " + Text.count(objects.size(), "object") + " to " + collection);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String authorization() {
        try {
            return authorizationFile == null
                    ? ""
                    : Files.readString(authorizationFile).strip();
        } catch (IOException e) {
            throw new CommandException(authorizationFile + " cannot be read (" + e + ")", e);
        }
    }
}
