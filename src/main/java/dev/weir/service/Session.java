package dev.weir.service;

import dev.weir.cli.settings.KafkaSettings;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One run of a command: what the global options, the environment and the settings file together say. */
public final class Session {
    private static final Path SETTINGS_FILE = Path.of("config", "weir.yaml");
    /** System property by which the launcher says where Weir is installed. */
    private static final String HOME_PROPERTY = "weir.home";

    private final GlobalOptions options;
    private final Map<String, String> environment;

    public Session(GlobalOptions options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
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
     * The settings of the file that was asked for; else of the one here, else of the one Weir came with, else the defaults.
     * A cluster given as an option replaces the one in the file.
     */
    public Settings settings() {
        Settings defaults = Settings.defaults(dataDirectory().path());
        Settings settings =
                settingsFile().map(file -> SettingsFile.read(file, defaults)).orElse(defaults);
        return options.bootstrapServer == null
                ? settings
                : settings.withKafka(settings.kafka().withBootstrapServers(options.bootstrapServer));
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
        return new KafkaTarget(kafka.withBootstrapServers(running.bootstrapServer()), running.topics(), running);
    }

    private Optional<Path> settingsFile() {
        if (options.config != null) {
            return Optional.of(options.config);
        }
        return Optional.of(Files.exists(SETTINGS_FILE) ? SETTINGS_FILE : installed(SETTINGS_FILE))
                .filter(Files::exists);
    }

    /** A file that comes with Weir. */
    static Path installed(Path file) {
        String home = System.getProperty(HOME_PROPERTY, "");
        return home.isEmpty() ? file : Path.of(home).resolve(file);
    }
}
