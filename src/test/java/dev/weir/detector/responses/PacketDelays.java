package dev.weir.detector.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.ScoringSettings;
import dev.weir.broker.TestBroker;
import dev.weir.detector.RefusedException;
import dev.weir.detector.RunningDetector;
import dev.weir.detector.TestDetector;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.ResponseGroup;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.executor.Namespaces;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.stream.DetectorSettings;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes, with a whole detector and real packets, from a flow that alerts until its host is cut off, and from a benign
 * verdict until packets flow again. Each round is a host of its own.
 */
final class PacketDelays {
    private static final int MOST_ROUNDS = 200;
    private static final TopicNames NAMES = new TopicNames("packets");
    private static final String PLAYBOOK = "{groups: {probed: [10.77.1.0/24]},"
            + " rules: [{name: all, then: contain, mode: act, keep: [10.77.3.0/24], when: {group: [probed]}}]}";
    private static final GuardSettings OPEN =
            new GuardSettings(0, 10_000, 1, Duration.ofMinutes(1), 1_000_000, Duration.ZERO);
    /** Other hosts that are active meanwhile, or it would soon be every host there is that is acted on. */
    private static final int OTHERS_A_ROUND = 5;

    static final String BLOCKED = "flow that alerts to blocked";
    static final String FLOWING = "benign verdict to flowing";
    private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The figures, each in milliseconds by what it is. */
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private final TestBroker broker;
    private final RunningDetector detector;
    private final PacketProbe probe;

    private PacketDelays(TestBroker broker, RunningDetector detector, PacketProbe probe) {
        this.broker = broker;
        this.detector = detector;
        this.probe = probe;
    }

    /** Takes {@code --rounds N}. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length == 2 && arguments[0].equals("--rounds") ? Integer.parseInt(arguments[1]) : 100;
        String missing = Namespaces.missing();
        if (!missing.isEmpty() || rounds < 1 || rounds > MOST_ROUNDS) {
            System.err.println(
                    missing.isEmpty() ? "usage: scripts/dev packets [--rounds N], 1 to " + MOST_ROUNDS : missing);
            System.exit(2);
        }
        try (TestBroker broker = new TestBroker().start()) {
            print(run(broker, Files.createTempDirectory("weir-packets-"), rounds));
        }
        System.exit(0);
    }

    /** Runs it; returns the milliseconds of each round, by what they are of. */
    static Map<String, List<Double>> run(TestBroker broker, Path folder, int rounds) throws IOException {
        try (Namespaces network = Namespaces.make(3);
                PacketProbe probe = new PacketProbe(network, rounds + 1);
                RunningDetector detector = start(broker, folder, network)) {
            PacketDelays delays = new PacketDelays(broker, detector, probe);
            TestBroker.await("deciding", delays::isDeciding);
            delays.round(0);
            delays.millis.clear();
            for (int round = 1; round <= rounds; round++) {
                delays.round(round);
            }
            return delays.millis;
        }
    }

    private static RunningDetector start(TestBroker broker, Path folder, Namespaces network) throws IOException {
        DetectorSettings usual =
                TestDetector.settings(broker.bootstrapServer(), folder.resolve("state"), NAMES.prefix());
        DetectorSettings settings = usual.with(to -> to.scoring = ScoringSettings.ofThreshold(1e-9));
        ResponseSettings responses = new ResponseSettings(
                "packets", String.join(" ", network.nft()), "", "", "", "", "", "", DecisionSettings.defaults(), OPEN);
        Path playbook = Files.writeString(folder.resolve("playbook.yaml"), PLAYBOOK);
        return RunningDetector.start(
                settings,
                Optional::empty,
                Optional.of(new ResponseStart(
                        responses,
                        PlaybookFile.read(playbook),
                        NAMES,
                        Map.of("bootstrap.servers", broker.bootstrapServer()),
                        broker.bootstrapServer(),
                        settings.directory())));
    }

    private boolean isDeciding() {
        try {
            detector.responses(ResponseQuery.all());
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private void round(int round) throws IOException {
        probe.sendFrom(round);
        for (int i = 0; i < OTHERS_A_ROUND; i++) {
            int host = (round * OTHERS_A_ROUND + i) % 250 + 1;
            broker.produce(NAMES.flows(), null, flow("o" + round + "-" + i, "10.99.0." + host, round));
        }
        Instant sentAt = Instant.now();
        long sentNanos = System.nanoTime();
        broker.produce(NAMES.flows(), null, flow("p" + round, PacketProbe.address(round), round));
        await(round, "active");
        LockSupport.parkNanos(SETTLED_NANOS);
        note(BLOCKED, probe.lastBackNanos() - sentNanos);
        note("  of that, until it is told", Duration.between(sentAt, at(round)).toNanos());
        Instant calledAt = Instant.now();
        long calledNanos = System.nanoTime();
        broker.produce(
                NAMES.feedback(),
                null,
                FeedbackReader.write(new Feedback(new FlowId("p" + round), Verdict.BENIGN, null, "ann" + round, null)));
        note(FLOWING, probe.awaitBack(calledNanos) - calledNanos);
        await(round, "undone");
        note(
                "  of that, until it is decided",
                Duration.between(calledAt, at(round)).toNanos());
    }

    /** When a step of the response to a round was taken, once it is. */
    private void await(int round, String state) {
        TestBroker.await(state, () -> {
            List<ObjectNode> found = ofRound(round);
            return !found.isEmpty() && found.get(0).path("state").asText().equals(state);
        });
    }

    private Instant at(int round) {
        return Instant.parse(ofRound(round).get(0).path("at").asText());
    }

    private List<ObjectNode> ofRound(int round) {
        return detector.responses(new ResponseQuery(EnumSet.allOf(ResponseGroup.class), PacketProbe.address(round), 1));
    }

    private void note(String what, long nanos) {
        millis.computeIfAbsent(what, key -> new ArrayList<>()).add(nanos / 1e6);
    }

    /** A flow as nothing here has seen any: what it is does not matter, only that it alerts. */
    private static byte[] flow(String id, String source, int round) {
        return String.format(
                        "{\"ts\":%d,\"id\":\"%s\",\"src_ip\":\"%s\",\"src_port\":40000,\"dst_ip\":\"203.0.113.%d\","
                                + "\"dst_port\":%d,\"proto\":\"tcp\",\"duration\":1,\"src_bytes\":900000,\"dst_bytes\":0,"
                                + "\"src_packets\":900,\"dst_packets\":0,\"state\":\"S0\"}",
                        Instant.now().getEpochSecond(), id, source, round, 1_000 + round)
                .getBytes(UTF_8);
    }

    static void print(Map<String, List<Double>> millis) {
        millis.forEach((what, values) -> {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            System.out.printf(
                    "%-32s p50 %,6.0f ms, p99 %,6.0f ms, max %,6.0f ms of %d%n",
                    what, quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1), sorted.size());
        });
    }

    static double quantile(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
