package dev.weir.cli;

import dev.weir.cli.settings.Settings;
import dev.weir.detector.Detector;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import picocli.CommandLine;

/** Runs commands as the shell would, and keeps what they print. */
public final class CommandLineFixture {
    public final StringWriter out = new StringWriter();
    public final StringWriter err = new StringWriter();
    private final Path dataDirectory;
    private final BiFunction<Settings, Path, Detector> launcher;

    public CommandLineFixture(Path dataDirectory, BiFunction<Settings, Path, Detector> launcher) {
        this.dataDirectory = dataDirectory;
        this.launcher = launcher;
    }

    public CommandLineFixture(Path dataDirectory) {
        this(dataDirectory, (settings, directory) -> {
            throw new IllegalStateException("no detector in this test");
        });
    }

    /** Runs one command, and returns its exit status. */
    public int run(String... arguments) {
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
    public Set<String> commands() {
        return Weir.commandLine(Map.of(), launcher).getSubcommands().keySet();
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
