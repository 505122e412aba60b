package dev.weir.cli;

import dev.weir.alert.ScoringSettings;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.TemporaryFolder;
import dev.weir.cli.settings.Settings;
import dev.weir.demo.DemoPlaybook;
import dev.weir.demo.Demonstration;
import dev.weir.modelfile.ModelSettings;
import dev.weir.service.CommandException;
import dev.weir.service.DataDirectory;
import dev.weir.service.KafkaTarget;
import dev.weir.service.Service;
import dev.weir.service.Shutdown;
import dev.weir.stream.ProcessingSettings;
import dev.weir.topics.TopicSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows it all in about a minute: a broker, a detector, an invented office under attack,",
            "an analyst who teaches, another who spoils, a rollback, and an attacker who is contained.",
            "On a temporary folder, which is deleted at the end; nothing of yours is read or changed."
        })
final class DemoCommand implements Callable<Integer> {
    /** System property by which the launcher says that standard output is a terminal. */
    private static final String TERMINAL_PROPERTY = "weir.terminal.output";

    /** The story waits for each commit; what is measured is the same with any interval. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(25);

    private static final List<String> HAS_ITS_OWN = List.of("--config", "--data-dir", "--bootstrap-server");

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Same seed, same story; 7 if not given.")
    private long seed;

    @Option(
            names = "--flows",
            paramLabel = "N",
            description = "Flows in all phases together; ${DEFAULT-VALUE} if not given.")
    private int flows = Demonstration.usualFlows();

    @Option(names = "--keep", description = "Leave it running afterwards, until Ctrl-C, and keep its folder.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseForeignOptions();
        TemporaryFolder.require();
        DataDirectory directory = new DataDirectory(Files.createTempDirectory("weir-demo-"));
        boolean deleted = false;
        try (Shutdown shutdown = Shutdown.onSignal()) {
            try {
                return run(directory, shutdown);
            } finally {
                if (!keep) {
                    directory.delete();
                    deleted = true;
                }
            }
        } finally {
            if (!deleted && !keep) {
                spec.commandLine().getErr().println("weir demo: " + directory.path() + " is left, and can be deleted");
            }
        }
    }

    private int run(DataDirectory directory, Shutdown shutdown) throws InterruptedException {
        long startNanos = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = settings(directory.path());
        out.println("starting a Kafka broker and a detector in " + directory.path());
        out.flush();
        try (Service service = Service.start(directory, settings, weir.launcher())) {
            KafkaTarget kafka = service.kafka();
            Demonstration demonstration = new Demonstration(
                    service.detector(),
                    kafka.client(Map.of()),
                    kafka.topics(),
                    directory.path(),
                    () -> requireRunning(service, shutdown));
            List<String> broken =
                    demonstration.tell(seed, flows, startNanos, Boolean.getBoolean(TERMINAL_PROPERTY), out);
            conclude(broken, directory, service.consoleLink(), out);
            while (keep && !shutdown.await(Service.CHECK_INTERVAL)) {
                service.check();
            }
            return broken.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void conclude(List<String> broken, DataDirectory directory, String console, PrintWriter out) {
        if (!broken.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            broken.forEach(line -> err.println("weir demo: " + line));
            err.println("weir demo: the story did not come true with --seed " + seed + " --flows " + flows);
            err.flush();
        }
        out.println();
        if (keep) {
            out.println("it goes on running until Ctrl-C; the console, good for one login:");
            out.println("  " + console);
        }
        out.println(keep ? "in another terminal:" : "next:");
        out.println(
                keep
                        ? "  export WEIR_HOME=" + directory.path()
                        : "  scripts/weir up                       a detector that stays, then in another terminal:");
        out.println("  scripts/weir replay conn.log.gz       your own Zeek logs");
        out.println("  scripts/weir label FLOW_ID malicious  teach it");
        out.println("  scripts/weir status                   what it did");
        out.println("  scripts/weir checkpoints              models to go back to");
        out.flush();
    }

    /** Own settings whatever the user's are, and one partition, so that flows meet in the same order each time. */
    private static Settings settings(Path directory) {
        Settings defaults = Settings.defaults(directory);
        TopicSettings topics = defaults.topics();
        ProcessingSettings processing = defaults.processing();
        return new Settings(
                new TopicSettings(
                        topics.names(),
                        1,
                        topics.replicationFactor(),
                        topics.flowsRetention(),
                        topics.feedbackRetention(),
                        topics.historyRetention()),
                new ProcessingSettings(
                        processing.guarantee(), processing.threads(), COMMIT_INTERVAL, processing.rekeyBySource()),
                defaults.features(),
                ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD),
                defaults.alerts(),
                defaults.feedback(),
                defaults.checkpoints(),
                new ModelSettings(ModelSettings.NONE),
                defaults.broker(),
                defaults.api(),
                DemoPlaybook.arm(directory),
                defaults.output(),
                defaults.privacy(),
                defaults.kafka());
    }

    private static void requireRunning(Service service, Shutdown shutdown) {
        service.check();
        try {
            if (shutdown.await(Duration.ZERO)) {
                throw new CommandException("stopped before the end of the story");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private void refuseForeignOptions() {
        try {
            Demonstration.requireFlows(flows);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        CommandLine.ParseResult parsed = spec.root().commandLine().getParseResult();
        for (String option : HAS_ITS_OWN) {
            if (parsed.hasMatchedOption(option) || parsed.subcommand().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + " has no use here: the demo has a broker, folder and settings of its own");
            }
        }
    }
}
