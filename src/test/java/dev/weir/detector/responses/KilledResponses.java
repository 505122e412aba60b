package dev.weir.detector.responses;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.flow.FlowId;
import dev.weir.response.ResponseStep;
import dev.weir.response.executor.Namespaces;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Responses that are made, approved, run out and are undone while the process that decides on them is killed at random, again and
 * again. At the end the topic, and what was seen of nftables and of the feed all the while, tell whether a rule was left behind, made
 * twice or lost. The process is the detector's part for responses with real topics; a whole detector would be killed a third as often.
 */
final class KilledResponses {
    private static final Duration DRAINING = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final String PLAYBOOK = """
            rules:
              - {name: act, then: deny, mode: act, for: 2s, when: {category: [act]}}
              - {name: ask, then: contain, mode: approve, for: 2s}
            """;

    private final TestBroker broker;
    private final TopicNames names = new TopicNames("killed-responses");
    private final Path folder;
    private final @Nullable Namespaces network;
    private final Random random;
    private final Duration patience;
    private final List<RuleLedger.Run> runs = new ArrayList<>();
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
    private Instant started = Instant.EPOCH;

    private KilledResponses(
            TestBroker broker, Path folder, @Nullable Namespaces network, long seed, Duration patience) {
        this.broker = broker;
        this.folder = folder;
        this.network = network;
        this.random = new Random(seed);
        this.patience = patience;
    }

    /** Takes {@code --kills N} and {@code --seed S}; status 0 if all held, 1 if not, 2 if used wrongly. */
    public static void main(String[] arguments) throws IOException {
        int kills = 100;
        long seed = 1;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--kills" -> kills = Integer.parseInt(arguments[i + 1]);
                    case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (RuntimeException e) {
            System.err.println("usage: scripts/dev kills [--kills N] [--seed S]");
            System.exit(2);
        }
        List<String> faults;
        try (TestBroker broker = new TestBroker().start()) {
            faults = run(broker, Files.createTempDirectory("weir-kills-"), kills, seed, PROMISED, System.out);
        }
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /**
     * Runs it; returns what did not hold, which is nothing if all is well.
     *
     * @param patience how late a rule may be lifted or set
     */
    static List<String> run(TestBroker broker, Path folder, int kills, long seed, Duration patience, PrintStream out)
            throws IOException {
        String missing = Namespaces.missing();
        if (!missing.isEmpty()) {
            out.println("killed responses are held against the feed alone, not nftables: " + missing);
        }
        try (Namespaces network = missing.isEmpty() ? Namespaces.make(0) : null) {
            return new KilledResponses(broker, folder, network, seed, patience).run(kills, out);
        }
    }

    private List<String> run(int kills, PrintStream out) throws IOException {
        broker.createTopic(names.alerts(), 2);
        broker.createTopic(names.responses(), 2);
        broker.createTopic(names.scored(), 1);
        broker.createTopic(names.modelLog(), 1);
        Files.writeString(folder.resolve("instance-id"), "killed");
        Files.writeString(folder.resolve(DecidingProcess.PLAYBOOK), PLAYBOOK);
        Path feed = folder.resolve(DecidingProcess.FEED);
        ResponseLoad load = new ResponseLoad(broker, names, random.nextLong());
        try (RuleWatch watch = new RuleWatch(network, feed)) {
            ChildJvm child = start(true);
            load.start();
            for (int kill = 1; kill <= kills; kill++) {
                boolean duringStart = random.nextInt(4) == 0;
                sleep(duringStart ? random.nextInt(2_000) : 500 + random.nextInt(2_000));
                kill(child);
                sleep(random.nextInt(5) == 0 ? random.nextInt(2_500) : 0);
                child = start(kill == kills || random.nextInt(4) != 0);
            }
            load.close();
            List<ResponseStep> steps = drain(load);
            TestBroker.await("nothing is blocked any more", () -> isBlank(watch));
            kill(child);
            watch.stop();
            RuleLedger ledger = new RuleLedger(runs, patience);
            ledger.read(steps, load.calledBenign(), network != null);
            ledger.hold(watch.samples());
            ledger.holdAnswers(List.copyOf(answers), steps);
            ledger.holdAlerts(load.sent(), load.calledBenign().keySet());
            out.printf(
                    "%d kills: %s; %d faults%n",
                    kills, ledger.summary(), ledger.faults().size());
            ledger.faults().stream().limit(20).forEach(fault -> out.println("FAILED: " + fault));
            return ledger.faults();
        }
    }

    private static boolean isBlank(RuleWatch watch) {
        try {
            return watch.look().rules().isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChildJvm start(boolean untilItDecides) {
        List<String> arguments = new ArrayList<>(List.of(broker.bootstrapServer(), folder.toString(), names.prefix()));
        if (network != null) {
            arguments.addAll(network.nft());
        }
        started = Instant.now();
        ChildJvm child = ChildJvm.start(DecidingProcess.class, arguments.toArray(String[]::new));
        if (untilItDecides) {
            child.readLine();
        }
        Thread reader = new Thread(() -> read(child), "answers");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void read(ChildJvm child) {
        try {
            while (true) {
                String line = child.readLine();
                if (line.contains(" ")) {
                    answers.add(line);
                }
            }
        } catch (AssertionError | RuntimeException killed) {
            // It says nothing more.
        }
    }

    private void kill(ChildJvm child) {
        runs.add(new RuleLedger.Run(started, Instant.now()));
        child.kill();
    }

    /** All steps, once each alert that must have a response has one and all are over; or what there is when patience ends. */
    private List<ResponseStep> drain(ResponseLoad load) {
        Set<FlowId> needed = new HashSet<>(load.sent());
        needed.removeAll(load.calledBenign().keySet());
        Instant giveUp = Instant.now().plus(DRAINING);
        return steps(broker.consumeUntil(
                names.responses(),
                records -> Instant.now().isAfter(giveUp) || isOver(steps(records), needed),
                DRAINING.multipliedBy(2)));
    }

    private static boolean isOver(List<ResponseStep> steps, Set<FlowId> needed) {
        Map<String, ResponseStep> newest = new HashMap<>();
        steps.forEach(step -> newest.put(step.id(), step));
        Set<FlowId> answered = new HashSet<>();
        newest.values().forEach(step -> answered.add(step.plan().alertId()));
        return answered.containsAll(needed)
                && newest.values().stream().allMatch(step -> step.state().isEnd());
    }

    private static List<ResponseStep> steps(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(KilledResponses::step).toList();
    }

    private static ResponseStep step(ConsumerRecord<byte[], byte[]> record) {
        return ResponseJson.read(record.value()).orElseThrow();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
