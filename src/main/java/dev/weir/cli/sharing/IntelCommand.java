package dev.weir.cli.sharing;

import dev.weir.cli.command.CommandGroup;
import picocli.CommandLine.Command;

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
public final class IntelCommand extends CommandGroup {}
