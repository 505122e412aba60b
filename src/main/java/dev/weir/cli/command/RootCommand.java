package dev.weir.cli.command;

import dev.weir.cli.settings.Settings;
import dev.weir.detector.Detector;
import dev.weir.service.Session;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** The {@code weir} command as its subcommands see it. */
public interface RootCommand {
    /** What was asked for all commands alike. */
    Session session();

    /** How the detector of this process is started. */
    BiFunction<Settings, Path, Detector> launcher();
}
