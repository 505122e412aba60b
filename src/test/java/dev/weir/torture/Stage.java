package dev.weir.torture;

import dev.weir.detector.responses.RehearsedRules;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.topics.KafkaCall;
import dev.weir.topics.TopicNames;
import dev.weir.torture.Detectors.Detector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Everything that runs during a torture: closed in reverse, also when the torture fails or is interrupted. */
final class Stage implements AutoCloseable {
    private static final Duration FIRST_START = Duration.ofMinutes(2);

    /** Every second alert is acted on at once, the others wait for the person; all ends soon. */
    private static final String PLAYBOOK = """
            groups: {asked: [10.0.99.1/32, 10.0.0.0/24]}
            rules:
              - {name: ask, then: contain, mode: approve, for: 4s, when: {group: [asked]}}
              - {name: act, then: deny, target: source, mode: act, for: 4s}
            """;

    private static final String RESPONSE_SETTINGS = """

              longest: 1m
              approval-window: 1m
              least-score: 0
              most-hosts: 10000
              most-hosts-share: 1
              server-clients: 1000000
              after-rollback: 0s
            """;

    private final Path folder;
    private final TopicNames names;
    private final PrintStream out;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread hook = new Thread(this::close, "torture-ends");
    private Seat broker;
    private SmallDisk disk;
    private List<Detector> detectors;
    private Load load;
    private Malice malice;
    private Analyst analyst;
    private Approver approver;
    private String bootstrapServer;

    Stage(Path folder, TopicNames names, PrintStream out) {
        this.folder = folder.toAbsolutePath();
        this.names = names;
        this.out = out;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts all, and returns when both detectors are ready. */
    void open(int flowsPerSecond) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Path data = Files.createDirectories(folder.resolve("broker"));
        broker = own(new Seat(
                "broker",
                logs,
                Commands.java(
                        "768m", temporary("broker-tmp"), "dev.weir.broker.BrokerProcess", List.of(data.toString()))));
        broker.start();
        bootstrapServer = broker.firstLine();
        disk = own(SmallDisk.mount(Files.createDirectories(folder.resolve("small-disk"))));
        if (!disk.isMounted()) {
            out.println("NOTE: no disk of a detector is filled, since mounting one is refused here: " + disk.refusal());
        }
        detectors = List.of(detector("a", folder.resolve("a")), detector("b", folder.resolve("small-disk/b")));
        detectors.forEach(detector -> own(detector.seat()).start());
        detectors.forEach(detector -> detector.awaitReady(FIRST_START));
        approver = own(new Approver(detectors));
        Patience.await("a detector decides on responses", FIRST_START, approver::isSomebodyDeciding);
        approver.start();
        letRecordsHaveAnyTime();
        malice = new Malice(names.flows());
        load = new Load(bootstrapServer, names.flows(), flowsPerSecond);
        load.start();
        analyst = new Analyst(bootstrapServer, names);
        analyst.start();
    }

    /** A further detector, with a folder that is empty. */
    Detector detector(String name, Path data) throws IOException {
        Path playbook = Files.writeString(folder.resolve("playbook.yaml"), PLAYBOOK);
        Path config = folder.resolve("weir.yaml");
        Files.writeString(
                config,
                "topics:\n  prefix: " + names.prefix() + "\ncheckpoints:\n  every-lessons: 200\n"
                        + "feedback:\n  lessons-per-analyst-and-day: 1000000\n  unsigned-lessons-per-day: 1000000\n"
                        + "response:\n  playbook: " + playbook
                        + "\n  feed: "
                        + feed() + RESPONSE_SETTINGS);
        Detector detector = Detectors.of("detector-" + name, folder.resolve("logs"), data, config, bootstrapServer);
        new RehearsedRules(data).add(PlaybookFile.read(playbook));
        return detector;
    }

    private Path temporary(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    synchronized <T extends AutoCloseable> T own(T part) {
        open.push(part);
        return part;
    }

    Path folder() {
        return folder;
    }

    TopicNames names() {
        return names;
    }

    String bootstrapServer() {
        return bootstrapServer;
    }

    Seat broker() {
        return broker;
    }

    SmallDisk disk() {
        return disk;
    }

    /** The two; the second is on the small disk. */
    List<Detector> detectors() {
        return detectors;
    }

    /** As on a topic that Weir did not make. */
    private void letRecordsHaveAnyTime() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServer))) {
            ConfigResource flows = new ConfigResource(ConfigResource.Type.TOPIC, names.flows());
            String any = Long.toString(Long.MAX_VALUE);
            List<AlterConfigOp> changes = Stream.of(
                            new ConfigEntry("message.timestamp.type", "CreateTime"),
                            new ConfigEntry("message.timestamp.before.max.ms", any),
                            new ConfigEntry("message.timestamp.after.max.ms", any),
                            new ConfigEntry("retention.ms", "-1"))
                    .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                    .toList();
            KafkaCall.outcome(
                    admin.incrementalAlterConfigs(Map.of(flows, changes)).all(),
                    "changing settings of the flows topic");
        }
    }

    Malice malice() {
        return malice;
    }

    Load load() {
        return load;
    }

    Approver approver() {
        return approver;
    }

    /** The list of blocked hosts that the detector which decides keeps. */
    Path feed() {
        return folder.resolve("feed");
    }

    Analyst analyst() {
        return analyst;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                out.println("could not close all: " + e);
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // This is the hook.
        }
    }
}
