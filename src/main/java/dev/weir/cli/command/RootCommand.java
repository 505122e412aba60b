package dev.weir.cli.command;

import dev.weir.service.DetectorLauncher;
import dev.weir.service.Session;

/** The {@code weir} command as its subcommands see it. */
public interface RootCommand {
    /** What was asked for all commands alike. */
    Session session();

    /** How the detector of this process is started. */
    DetectorLauncher launcher();
}
