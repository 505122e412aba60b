package dev.weir.service;

import dev.weir.api.ApiParts;
import dev.weir.api.ApiServer;
import dev.weir.api.Audit;
import dev.weir.api.access.Caller;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.LoopbackSocket;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.cli.settings.KafkaSettings;
import dev.weir.cli.settings.Settings;
import dev.weir.desk.DeskFeed;
import dev.weir.desk.DeskTopics;
import dev.weir.desk.audit.AuditLog;
import dev.weir.detector.Detector;
import dev.weir.detector.Status;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.health.Health;
import dev.weir.service.output.Outputs;
import dev.weir.service.output.ResponseAudit;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.privacy.PrivacySettings;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.topics.TopicNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs while {@code weir up} does: started in order, closed in reverse, also if a later part does not start. */
public final class Service implements AutoCloseable {
    public static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** The same until it is ready, which somebody waits for. */
    public static final Duration START_INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final DataDirectory directory;
    private final Settings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable EmbeddedBroker broker;
    private @Nullable Detector detector;
    private @Nullable ApiServer api;
    private @Nullable Tokens tokens;
    private KafkaSettings kafka = KafkaSettings.defaults();

    private Service(DataDirectory directory, Settings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** Returns when the API answers; flows are scored once it {@link #isReady()}. */
    public static Service start(
            DataDirectory directory, Settings settings, BiFunction<Settings, Path, Detector> launcher) {
        Service service = new Service(directory, settings);
        try {
            service.startAll(launcher);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void startAll(BiFunction<Settings, Path, Detector> launcher) {
        directory.create();
        open.push(DataLock.take(directory));
        RunFile.remove(directory);
        directory.emptyTemporaryFolder();
        kafka = settings.kafka().bootstrapServers().isPresent() ? settings.kafka() : startBroker();
        LoopbackSocket loopback = bind(settings.api().port());
        open.push(loopback);
        Settings found = settings.withKafka(kafka).withApi(settings.api().onPort(loopback.port()));
        Detector started = start(launcher, found, directory.state());
        detector = started;
        open.push(started);
        String token = RunFile.newToken();
        DeskFeed desk = startDesk();
        open.push(desk);
        AuditLog audit = openAudit();
        open.push(audit);
        startOutputs(audit, desk);
        ApiServer server = startApi(started, desk, audit, token, loopback);
        api = server;
        open.push(server);
        open.push(() -> RunFile.remove(directory));
        new RunFile(
                        ProcessHandle.current().pid(),
                        bootstrapServers(),
                        server.port(),
                        token,
                        Instant.now(),
                        settings.topics().names().prefix(),
                        broker == null ? null : broker.login())
                .write(directory);
    }

    private static Detector start(BiFunction<Settings, Path, Detector> launcher, Settings settings, Path state) {
        try {
            return launcher.apply(settings, state);
        } catch (IllegalStateException e) {
            throw new CommandException("the detector did not start: " + e.getMessage(), e);
        }
    }

    private DeskFeed startDesk() {
        TopicNames topics = settings.topics().names();
        return DeskFeed.start(
                new DeskTopics(
                        topics.alerts(),
                        topics.feedback(),
                        topics.modelLog(),
                        topics.deadLetters(),
                        topics.allowlist(),
                        topics.audit()),
                kafka().client(Map.of()),
                directory.desk(),
                settings.topics().historyRetention(),
                Clock.systemUTC());
    }

    private void startOutputs(AuditLog audit, DeskFeed desk) {
        if (!settings.response().playbook().equals(ResponseSettings.NONE)) {
            open.push(ResponseAudit.start(
                    kafka().client(Map.of()), settings.topics().names(), audit));
        }
        try {
            Optional<Pseudonyms> pseudonyms = directory.pseudonyms(settings.privacy(), PrivacySettings.Where.OUTPUTS);
            Outputs.start(settings.output(), settings.topics().names(), kafka().client(Map.of()), pseudonyms)
                    .ifPresent(open::push);
            Outputs.startPush(settings.output(), desk, new IntelStore(directory.intel()))
                    .ifPresent(open::push);
        } catch (IllegalStateException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private AuditLog openAudit() {
        TopicNames topics = settings.topics().names();
        return AuditLog.open(
                kafka().client(Map.of()), topics.audit(), topics.hostKeys(), directory.auditHead(), Clock.systemUTC());
    }

    /** Other instances are told of the port when the detector starts, which is before anything is served there. */
    private static LoopbackSocket bind(int port) {
        try {
            return LoopbackSocket.bind(port);
        } catch (IllegalStateException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private ApiServer startApi(Detector started, DeskFeed desk, AuditLog log, String token, LoopbackSocket loopback) {
        try {
            Tokens opened = Tokens.open(directory.tokens(), token, Text.user(), Clock.systemUTC());
            tokens = opened;
            String organisation = settings.output().organisation();
            return ApiServer.start(
                    new ApiParts(started, Optional.of(desk), opened, audit(log), organisation),
                    settings.api(),
                    loopback);
        } catch (IllegalStateException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private Audit audit(AuditLog log) {
        return new Audit() {
            @Override
            public void write(Caller caller, String action, Map<String, ?> details) {
                log.append(caller.name(), caller.role().word(), action, details);
            }

            @Override
            public List<byte[]> last(int most) {
                List<byte[]> records = new ArrayList<>();
                AuditLog.read(
                        kafka().client(Map.of()),
                        settings.topics().names().audit(),
                        most,
                        (offset, value) -> records.add(value));
                return records;
            }
        };
    }

    private KafkaSettings startBroker() {
        EmbeddedBroker started = EmbeddedBroker.start(settings.broker());
        broker = started;
        open.push(started);
        ClientFile.write(directory.clientFile(), started.login());
        return settings.kafka()
                .withBootstrapServers(started.bootstrapServer())
                .with(started.login().settings());
    }

    private String bootstrapServers() {
        return kafka.bootstrapServers().orElse("");
    }

    /**
     * Looks after what runs; to be called every {@link #CHECK_INTERVAL}.
     *
     * @throws CommandException if the detector or its broker is no more; a process that only looks alive is worse than none
     */
    public void check() {
        Health health = detector == null ? null : detector.health();
        if (health != null && !health.isAlive()) {
            throw stopped("the detector", health.reason());
        }
        Optional<Throwable> fault = broker == null ? Optional.empty() : broker.failure();
        if (fault.isPresent()) {
            String reason = fault.get().getMessage();
            throw stopped("the embedded broker", reason == null ? fault.get().toString() : reason);
        }
        if (detector != null) {
            detector.readRate();
        }
    }

    private static CommandException stopped(String what, String reason) {
        return new CommandException(
                what + " stopped (" + reason + "); no flow is lost, they wait on their topic: start it again");
    }

    /** Whether flows are being scored. */
    public boolean isReady() {
        return detector != null && detector.health().isReady();
    }

    /** Its detector. */
    public Detector detector() {
        if (detector == null) {
            throw new IllegalStateException("the service is not started");
        }
        return detector;
    }

    /** A Kafka client of this process connects with these. */
    public KafkaTarget kafka() {
        return new KafkaTarget(kafka, settings.topics().names(), null);
    }

    public void banner(PrintWriter out) {
        if (detector == null || api == null) {
            return;
        }
        TopicNames topics = settings.topics().names();
        Status status = detector.status();
        out.println("weir is ready");
        Table table = new Table(2)
                .row(
                        "  flows to",
                        bootstrapServers() + (broker == null ? "" : " (embedded broker)") + ", topic " + topics.flows())
                .row("  alerts from", "topic " + topics.alerts());
        if (broker != null) {
            table.row("  log in with", "--command-config " + directory.clientFile())
                    .row("  collectors", "weir client create NAME --for flows: a login that may only write flows");
        }
        table.row("  api", "http://127.0.0.1:" + api.port());
        api.overTls().ifPresent(address -> table.row("  beyond", "https://" + address));
        table.row("  console", consoleLink())
                .row("  data", directory.path().toString())
                .row("  model", "version " + status.modelVersion() + ", " + Text.count(status.lessons(), "lesson"))
                .print(out);
        out.println("Ctrl-C stops it");
        out.flush();
    }

    /** Where a browser sees the console; good for one login. */
    public String consoleLink() {
        return api == null || tokens == null
                ? ""
                : "http://127.0.0.1:" + api.port() + "/login?code=" + tokens.newCode();
    }

    /** Closes what is open, the latest first; a part that fails to close does not keep the others open. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            long startNanos = System.nanoTime();
            try {
                part.close();
                LOG.debug("{} closed in {} ms", part.getClass().getSimpleName(), millisSince(startNanos));
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    private static long millisSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
}
