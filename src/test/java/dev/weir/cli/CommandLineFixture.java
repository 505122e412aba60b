package dev.weir.cli;

import dev.weir.service.DetectorLauncher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Runs commands as the shell would, and keeps what they print. */
final class CommandLineFixture {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final Path dataDirectory;
    private final DetectorLauncher launcher;

    CommandLineFixture(Path dataDirectory, DetectorLauncher launcher) {
        this.dataDirectory = dataDirectory;
        this.launcher = launcher;
    }

    CommandLineFixture(Path dataDirectory) {
        this(dataDirectory, (settings, directory) -> {
            throw new IllegalStateException("no detector in this test");
        });
    }

    /** Runs one command, and returns its exit status. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir");
        all.add(dataDirectory.toString());
        CommandLine line = Weir.commandLine(Map.of(), launcher);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all.toArray(String[]::new));
    }

    /** The names of all commands. */
    Set<String> commands() {
        return Weir.commandLine(Map.of(), launcher).getSubcommands().keySet();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
