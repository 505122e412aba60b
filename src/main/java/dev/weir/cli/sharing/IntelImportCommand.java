package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.service.CommandException;
import dev.weir.sharing.intel.IndicatorReader;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.intel.WarningLists;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in the addresses and networks of a STIX bundle, MISP events, or a list with one on each line.",
            "They replace what the source brought before. They are no verdicts: weir intel match shows them beside alerts.",
            "Exit status 1 if the file holds none."
        })
final class IntelImportCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    @ParentCommand
    private RootCommand intel;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to read.")
    private Path file;

    @Option(names = "--source", paramLabel = "NAME", description = "Who says so; the file's name if not given.")
    @Nullable
    private String source;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        String name = source == null ? nameOf(file) : source;
        if (!IntelStore.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--source must be 1 to 64 letters, digits, full stops, _ and -");
        }
        IndicatorReader.Read read = IndicatorReader.read(
                bytes(), WarningLists.shipped(), Clock.systemUTC().instant());
        if (!read.indicators().isEmpty()) {
            store(name, read);
        }
        print(name, read);
        return read.indicators().isEmpty() ? 1 : 0;
    }

    private void store(String name, IndicatorReader.Read read) {
        Path folder = intel.session().dataDirectory().intel();
        try {
            intel.session().dataDirectory().create();
            new IntelStore(folder).put(name, read.indicators());
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be written (" + e + "): check rights and free space", e);
        }
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandException(file + " has more than " + MOST_BYTES + " bytes: split it");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read (" + e + ")", e);
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private void print(String name, IndicatorReader.Read read) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = new ObjectMapper().createObjectNode();
            answer.put("source", name).put("indicators", read.indicators().size());
            ObjectNode leftOut = answer.putObject("left_out");
            read.leftOut().forEach(leftOut::put);
            out.println(answer);
        } else {
            out.println(name + ": " + Text.count(read.indicators().size(), "indicator"));
            read.leftOut().forEach((reason, count) -> out.println("left out " + count + ": " + reason));
        }
        out.flush();
    }
}
