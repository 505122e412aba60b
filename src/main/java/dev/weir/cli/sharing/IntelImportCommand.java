package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.flow.Listing;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import dev.weir.service.Session;
import dev.weir.sharing.intel.IndicatorReader;
import dev.weir.sharing.intel.IntelPart;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.intel.WarningLists;
import dev.weir.topics.lists.IntelWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
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
            "They replace what the source brought before, and go to every instance of the running detector. They are no verdicts: that a",
            "source lists a host, and how often it was right here, is one feature among others, which counts as verdicts teach.",
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
        if (!Listing.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--source must be 1 to 64 letters, digits, full stops, _ and -");
        }
        IndicatorReader.Read read = IndicatorReader.read(
                bytes(), WarningLists.shipped(), Clock.systemUTC().instant());
        if (!read.indicators().isEmpty()) {
            store(name, read);
        }
        print(name, read, !read.indicators().isEmpty() && send(name, read));
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

    /** @return false if no detector runs that could take them */
    private boolean send(String name, IndicatorReader.Read read) {
        Session session = intel.session();
        boolean isNamed = session.settings().kafka().bootstrapServers().isPresent();
        if (!isNamed && Files.notExists(session.dataDirectory().runFile())) {
            return false;
        }
        KafkaTarget target = session.kafka();
        String topic = target.topics().intel();
        target.requireTopic(topic);
        try (IntelWriter writer = new IntelWriter(target.client(Map.of()), topic)) {
            writer.append(IntelPart.of(name, Clock.systemUTC().instant(), read.indicators()));
            return true;
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    file + " has too many indicators (" + e.getMessage() + "): split it by source", e);
        } catch (IllegalStateException | KafkaException e) {
            throw new CommandException("Kafka did not take all indicators (" + e.getMessage() + "): import again", e);
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

    private void print(String name, IndicatorReader.Read read, boolean isSent) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = new ObjectMapper().createObjectNode();
            answer.put("source", name).put("indicators", read.indicators().size());
            answer.put("sent", isSent);
            ObjectNode leftOut = answer.putObject("left_out");
            read.leftOut().forEach(leftOut::put);
            out.println(answer);
        } else {
            out.println(
                    name + ": " + Text.count(read.indicators().size(), "indicator")
                            + (isSent
                                    ? ""
                                    : ", kept for weir intel match; no detector runs to look for them: import again when one does"));
            read.leftOut().forEach((reason, count) -> out.println("left out " + count + ": " + reason));
        }
        out.flush();
    }
}
