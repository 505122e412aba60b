package dev.weir.service;

import dev.weir.cli.settings.KafkaSettings;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.flow.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a command: what the global options, the environment and the settings file together say. */
public final class Session {
    private static final int MAX_PATH = 300;

    private final GlobalOptions options;
    private final Map<String, String> environment;
    private final PrintWriter notices;
    private @Nullable Settings settings;

    /** @param notices where to say which settings are used, if they are not the usual ones */
    public Session(GlobalOptions options, Map<String, String> environment, PrintWriter notices) {
        this.options = options;
        this.environment = environment;
        this.notices = notices;
    }

    public boolean debug() {
        return options.debug || !environment.getOrDefault("WEIR_DEBUG", "").isEmpty();
    }

    public DataDirectory dataDirectory() {
        if (options.dataDirectory != null) {
            return new DataDirectory(options.dataDirectory);
        }
        String home = environment.getOrDefault("WEIR_HOME", "");
        return new DataDirectory(home.isEmpty() ? Path.of(System.getProperty("user.home"), ".weir") : Path.of(home));
    }

    /**
     * The settings of the file that was asked for; else of the one Weir came with, else the defaults. A cluster given as an
     * option replaces the one in the file.
     */
    public Settings settings() {
        if (settings == null) {
            settings = readSettings();
        }
        return settings;
    }

    private Settings readSettings() {
        Settings defaults = Settings.defaults(dataDirectory().path());
        Settings settings =
                settingsFile().map(file -> SettingsFile.read(file, defaults)).orElse(defaults);
        if (options.config != null) {
            notices.println("settings: "
                    + Printable.escape(options.config.toAbsolutePath().toString(), MAX_PATH));
        }
        return options.bootstrapServer == null
                ? settings
                : settings.withKafka(settings.kafka().withBootstrapServers(options.bootstrapServer));
    }

    /** What was replayed before to that Kafka. */
    public SentRecords sentRecords(KafkaTarget target) {
        String to = target.detector() == null ? target.bootstrapServers() : "";
        return new SentRecords(
                dataDirectory().path().resolve("replayed"),
                to + "/" + target.topics().flows());
    }

    /** The detector that runs on the data directory. */
    public RunFile runningDetector() {
        return RunFile.find(dataDirectory());
    }

    /** Where to send to: the cluster that was given, else that of the running detector. */
    public KafkaTarget kafka() {
        Settings settings = settings();
        KafkaSettings kafka = settings.kafka();
        if (kafka.bootstrapServers().isPresent()) {
            return new KafkaTarget(kafka, settings.topics().names(), null);
        }
        RunFile running = runningDetector();
        return new KafkaTarget(running.kafka(kafka), running.topics(), running);
    }

    private Optional<Path> settingsFile() {
        return options.config == null ? Home.settingsFile() : Optional.of(options.config);
    }
}
