package dev.weir.cli.sharing;

import dev.weir.cli.command.RootCommand;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.Detector;
import dev.weir.service.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "intel",
        mixinStandardHelpOptions = true,
        description = {
            "Exchanges indicators with others.",
            "What comes in is never a verdict: it is shown beside alerts, with how often its source was right here."
        },
        subcommands = {
            IntelExportCommand.class,
            IntelImportCommand.class,
            IntelMatchCommand.class,
            IntelPushCommand.class
        })
public final class IntelCommand implements Callable<Integer>, RootCommand {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Override
    public Session session() {
        return weir.session();
    }

    @Override
    public BiFunction<Settings, Path, Detector> launcher() {
        return weir.launcher();
    }

    /** Without a subcommand: the help, as an error, since nothing was done. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
