package dev.weir.cli.command;

import dev.weir.cli.settings.Settings;
import dev.weir.detector.Detector;
import dev.weir.service.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: its subcommands do, with what was asked for all commands alike. */
public abstract class CommandGroup implements Callable<Integer>, RootCommand {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    /** Without a subcommand: the help, as an error, since nothing was done. */
    @Override
    public final Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public final Session session() {
        return weir.session();
    }

    @Override
    public final BiFunction<Settings, Path, Detector> launcher() {
        return weir.launcher();
    }
}
