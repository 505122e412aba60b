package dev.weir.cli;

import dev.weir.cli.cluster.AclsCommand;
import dev.weir.cli.cluster.ClientCommand;
import dev.weir.cli.command.Failures;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.desk.AlertCommand;
import dev.weir.cli.desk.AlertsCommand;
import dev.weir.cli.desk.AllowCommand;
import dev.weir.cli.desk.AuditCommand;
import dev.weir.cli.desk.TokenCommand;
import dev.weir.cli.model.CheckpointCommand;
import dev.weir.cli.model.CheckpointsCommand;
import dev.weir.cli.model.DiffCommand;
import dev.weir.cli.model.ExportCommand;
import dev.weir.cli.model.InstallCommand;
import dev.weir.cli.model.MergeCommand;
import dev.weir.cli.model.RollbackCommand;
import dev.weir.cli.model.VerifyCommand;
import dev.weir.cli.offline.CheckCommand;
import dev.weir.cli.offline.DoctorCommand;
import dev.weir.cli.offline.EvaluateCommand;
import dev.weir.cli.offline.FormatsCommand;
import dev.weir.cli.offline.ProveCommand;
import dev.weir.cli.offline.TrainCommand;
import dev.weir.cli.replay.ReplayCommand;
import dev.weir.cli.response.ApproveCommand;
import dev.weir.cli.response.RehearseCommand;
import dev.weir.cli.response.ResponsesCommand;
import dev.weir.cli.response.UndoCommand;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.sharing.ForgetCommand;
import dev.weir.cli.sharing.IntelCommand;
import dev.weir.cli.teach.BisectCommand;
import dev.weir.cli.teach.BlameCommand;
import dev.weir.cli.teach.DriftCommand;
import dev.weir.cli.teach.HuntCommand;
import dev.weir.cli.teach.LabelCommand;
import dev.weir.cli.teach.ReviewCommand;
import dev.weir.cli.teach.UnlearnCommand;
import dev.weir.detector.Detector;
import dev.weir.service.DetectorStart;
import dev.weir.service.GlobalOptions;
import dev.weir.service.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code weir} command. Its exit status: 0 done, 1 failed, 2 used wrongly. */
@Command(
        name = "weir",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.Version.class,
        description = "An online-learning threat detector for network flows.")
public final class Weir implements Callable<Integer>, RootCommand {
    /** Kafka reads it: which classes may fetch values of settings from elsewhere. */
    static final String KAFKA_PROVIDERS = "org.apache.kafka.automatic.config.providers";

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            UpCommand.class,
            ReplayCommand.class,
            AlertsCommand.class,
            AlertCommand.class,
            AllowCommand.class,
            ReviewCommand.class,
            LabelCommand.class,
            StatusCommand.class,
            CheckpointsCommand.class,
            CheckpointCommand.class,
            RollbackCommand.class,
            UnlearnCommand.class,
            BlameCommand.class,
            BisectCommand.class,
            ProveCommand.class,
            CheckCommand.class,
            HuntCommand.class,
            DriftCommand.class,
            DiffCommand.class,
            VerifyCommand.class,
            ResponsesCommand.class,
            ApproveCommand.class,
            UndoCommand.class,
            RehearseCommand.class,
            TrainCommand.class,
            ExportCommand.class,
            MergeCommand.class,
            InstallCommand.class,
            EvaluateCommand.class,
            DoctorCommand.class,
            FormatsCommand.class,
            IntelCommand.class,
            ForgetCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            ClientCommand.class,
            AclsCommand.class);

    private final Map<String, String> environment;
    private final BiFunction<Settings, Path, Detector> launcher;

    private @Nullable Session session;

    @Mixin
    private GlobalOptions options;

    @Spec
    private CommandSpec spec;

    private Weir(Map<String, String> environment, BiFunction<Settings, Path, Detector> launcher) {
        this.environment = environment;
        this.launcher = launcher;
    }

    public static void main(String[] args) {
        int status = CommandLine.ExitCode.SOFTWARE;
        try {
            status = commandLine(System.getenv(), DetectorStart::start, meantBy(args))
                    .execute(args);
        } catch (Throwable e) {
            // What is no exception, such as a class that is missing: without this other threads would keep the process.
            System.err.println("weir: failed inside with " + Failures.oneLine(e));
        }
        System.exit(status);
    }

    /** The whole command line, ready to execute; tests give it writers of their own. */
    public static CommandLine commandLine(
            Map<String, String> environment, BiFunction<Settings, Path, Detector> launcher) {
        return commandLine(environment, launcher, COMMANDS);
    }

    private static CommandLine commandLine(
            Map<String, String> environment, BiFunction<Settings, Path, Detector> launcher, List<Class<?>> commands) {
        takeKafkaSettingsLiterally();
        CommandLine line = new CommandLine(new Weir(environment, launcher));
        commands.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Failures::usage);
        line.setExecutionExceptionHandler(Failures::execution);
        return line;
    }

    /**
     * The commands that these arguments may run: the one named first, or all where none is. Most of the time of a short command went
     * into reading what all the others take.
     */
    static List<Class<?>> meantBy(String... args) {
        if (args.length > 0) {
            for (Class<?> command : COMMANDS) {
                if (command.getAnnotation(Command.class).name().equals(args[0])) {
                    return List.of(command);
                }
            }
        }
        return COMMANDS;
    }

    /** Else Kafka puts environment variables and files in the place of values such as {@code ${env:HOME}}. */
    private static void takeKafkaSettingsLiterally() {
        if (System.getProperty(KAFKA_PROVIDERS) == null) {
            System.setProperty(KAFKA_PROVIDERS, "none");
        }
    }

    @Override
    public Session session() {
        if (session == null) {
            session = new Session(options, environment, spec.commandLine().getErr());
        }
        return session;
    }

    @Override
    public BiFunction<Settings, Path, Detector> launcher() {
        return launcher;
    }

    /** Without a command: the help, as an error, since nothing was done. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        return CommandLine.ExitCode.USAGE;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Weir.class.getPackage().getImplementationVersion();
            return new String[] {"weir " + (version == null ? "(not packaged)" : version)};
        }
    }
}
