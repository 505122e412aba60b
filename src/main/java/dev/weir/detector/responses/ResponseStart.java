package dev.weir.detector.responses;

import dev.weir.metrics.ResponseMeter;
import dev.weir.response.ResponseBook;
import dev.weir.response.decision.Responder;
import dev.weir.response.executor.CrowdSecExecutor;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.FeedExecutor;
import dev.weir.response.executor.NftablesExecutor;
import dev.weir.response.executor.OpenC2Executor;
import dev.weir.response.executor.WebhookExecutor;
import dev.weir.response.guard.Guards;
import dev.weir.response.guard.OwnAddresses;
import dev.weir.response.guard.ProtectedAssets;
import dev.weir.response.guard.Surroundings;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts responses together, as the settings say. */
public final class ResponseStart implements AutoCloseable {
    private final ResponseSettings settings;
    private final Playbook playbook;
    private final TopicNames topics;
    private final Map<String, Object> kafka;
    private final String bootstrapServers;
    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final ResponseMeter meter;
    private final Enforcer enforcer;

    /**
     * @param kafka settings of any Kafka client
     * @param directory of the detector, with the id of this instance
     */
    public ResponseStart(
            ResponseSettings settings,
            Playbook playbook,
            TopicNames topics,
            Map<String, Object> kafka,
            String bootstrapServers,
            Path directory) {
        this.settings = settings;
        this.playbook = playbook;
        this.topics = topics;
        this.kafka = Map.copyOf(kafka);
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
        List<Executor> executors = executors(settings);
        this.meter = new ResponseMeter(executors.stream().map(Executor::name).toList());
        this.enforcer = new Enforcer(executors, clock, meter);
    }

    /** Has executors take back what runs out while the detector still starts. */
    public void begin() {
        enforcer.start();
    }

    /** Starts to decide, as soon as no other process does. */
    public Responses start(DetectorView detector) {
        NetworkSample surroundings = new NetworkSample();
        NetworkWatch watch = new NetworkWatch(kafka, topics.scored(), surroundings, clock);
        String group = topics.prefix() + ".responses";
        String instance = instanceId();
        Responses responses = new Responses(
                () -> new Lease(kafka, topics.modelLog(), group + ".lease", instance),
                () -> new ResponseTopics(kafka, topics.alerts(), topics.modelLog(), topics.responses(), group),
                () -> responder(surroundings),
                enforcer,
                meter,
                watch,
                detector,
                clock);
        responses.start();
        return responses;
    }

    /** Ends what {@link #begin} began, where the detector could not start. */
    @Override
    public void close() {
        enforcer.close();
    }

    private Responder responder(Surroundings surroundings) {
        ResponseBook book = new ResponseBook();
        ProtectedAssets assets = new ProtectedAssets(
                playbook.protectedAssets(),
                OwnAddresses.find(Arrays.asList(bootstrapServers.split(",", -1))),
                surroundings,
                settings.guards().serverClients());
        Guards guards = new Guards(settings.guards(), assets, book, surroundings);
        return new Responder(playbook, guards, book, settings.decisions());
    }

    static List<Executor> executors(ResponseSettings settings) {
        List<Executor> executors = new ArrayList<>();
        if (!settings.nftables().isBlank()) {
            executors.add(new NftablesExecutor(
                    Arrays.asList(settings.nftables().strip().split("\\s+", -1))));
        }
        if (!settings.feed().isBlank()) {
            executors.add(new FeedExecutor(Path.of(settings.feed())));
        }
        if (!settings.openc2().isBlank()) {
            executors.add(new OpenC2Executor(URI.create(settings.openc2())));
        }
        if (!settings.crowdsec().isBlank()) {
            String[] login = login(settings.crowdsecLoginFile());
            executors.add(new CrowdSecExecutor(URI.create(settings.crowdsec()), login[0], login[1]));
        }
        if (!settings.webhook().isBlank()) {
            executors.add(new WebhookExecutor(URI.create(settings.webhook()), secret(settings), ResponseJson::write));
        }
        return executors;
    }

    private static byte[] secret(ResponseSettings settings) {
        if (settings.webhookSecretFile().isBlank()) {
            return new byte[0];
        }
        return text("response.webhook-secret-file", settings.webhookSecretFile())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The name of a machine and its password. */
    private static String[] login(String file) {
        String setting = "response.crowdsec-login-file";
        String[] login = text(setting, file).split("\\s+", -1);
        if (login.length != 2) {
            throw new IllegalStateException(setting + ": " + file + " must hold the name of a machine and its password,"
                    + " as cscli machines add has made them, apart by a space");
        }
        return login;
    }

    private static String text(String setting, String path) {
        Path file = Path.of(path);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(setting + ": " + file + " cannot be read", e);
        }
    }

    private String instanceId() {
        try {
            return Files.readString(directory.resolve("instance-id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the detector has no id in " + directory, e);
        }
    }
}
