package dev.weir.bench;

import dev.weir.detector.RunningDetector;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.metrics.Totals;
import dev.weir.stream.DetectorSettings;
import dev.weir.topics.TopicSettings;
import dev.weir.wire.BenchJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code scripts/dev endure}: a detector under steady load for as long as is asked, with all that is kept kept for minutes, so
 * that whatever grows without end shows within the hour. It fails where a flow is missing at the end.
 */
@Command(
        name = "scripts/dev endure",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds a detector steadily, and says from time to time what it takes: heap, memory, disk, latency;",
            "at the end, how the last quarter compares to the second, and whether as many flows were scored",
            "as were sent. The time of the flows runs faster than the clock, and topics are kept for minutes."
        })
final class Endurance implements Callable<Integer> {
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** Flows that nobody has read yet must outlive what holds a process up, such as hosts that are read from their topic again. */
    private static final Duration UNREAD_KEPT = Duration.ofMinutes(10);

    private static final Duration LAST_RECORDS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long MOST_WAITING = 50_000;
    private static final int TIMED_ONE_IN = 64;
    private static final double MEGABYTE = 1024.0 * 1024;

    @Option(names = "--flows", description = "altogether (default: ${DEFAULT-VALUE})")
    private long flows = 10_000_000;

    @Option(names = "--hosts", description = "distinct hosts (default: ${DEFAULT-VALUE})")
    private int hosts = 1_000_000;

    @Option(names = "--rate", description = "flows a second, or as many as it bears (default: ${DEFAULT-VALUE})")
    private int ratePerSecond = 10_000;

    @Option(names = "--samples", description = "lines of figures (default: ${DEFAULT-VALUE})")
    private int samples = 20;

    @Option(names = "--seed", description = "of the flows (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    private Percentiles latencyMillis = new Percentiles();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong readBack = new AtomicLong();
    private volatile boolean ended;

    private Endurance() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Endurance()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("target"), "endure-").toAbsolutePath();
        Plan plan = new Plan(
                Plan.Kind.LATENCY, Variant.DETECT, true, 0, 0, hosts, ratePerSecond, 0, seed, folder.toString());
        try (Rig rig = new Rig(plan, Endurance::withShortMemory);
                RunningDetector detector = rig.startDetector("detector")) {
            Thread sender = new Thread(() -> send(rig, detector), "sender");
            Thread reader = new Thread(() -> read(rig), "reader");
            sender.start();
            reader.start();
            try {
                watch(rig, detector);
                return account(detector) ? 0 : 1;
            } finally {
                ended = true;
                sender.join();
                reader.join();
            }
        } finally {
            Footprint.delete(folder);
        }
    }

    private static DetectorSettings withShortMemory(DetectorSettings some) {
        TopicSettings topics = some.topics();
        FeedbackSettings feedback = some.feedback();
        return some.with(to -> {
            to.topics = new TopicSettings(
                    topics.names(), topics.partitions(), topics.replicationFactor(), UNREAD_KEPT, UNREAD_KEPT, KEPT);
            to.feedback = feedback.withRetention(KEPT);
        });
    }

    private void send(Rig rig, RunningDetector detector) {
        ZeekFlows source = new ZeekFlows(seed, hosts);
        try (KafkaProducer<byte[], byte[]> producer = rig.producer(5)) {
            long dueNanos = System.nanoTime();
            for (; sent.get() < flows && !ended; sent.incrementAndGet()) {
                if (sent.get() % 1_000 == 0) {
                    while (sent.get() - detector.figures().flowsScored() > MOST_WAITING && !ended) {
                        LockSupport.parkNanos(10_000_000);
                        // What could not be sent in time is not to be made up for.
                        dueNanos = System.nanoTime();
                    }
                }
                dueNanos += 1_000_000_000L / ratePerSecond;
                if (dueNanos - System.nanoTime() > 1_000_000) {
                    LockSupport.parkNanos(dueNanos - System.nanoTime());
                }
                Rig.send(producer, rig.record(source.next()));
            }
        }
    }

    private void read(Rig rig) {
        var settings = rig.client();
        settings.put("isolation.level", "read_committed");
        settings.put("group.id", "endurance-reader");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(rig.settings("detector").topics().names().scored()));
            while (!ended) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    readBack.incrementAndGet();
                    if (record.offset() % TIMED_ONE_IN == 0) {
                        note((double) System.currentTimeMillis() - BenchJson.arrivedMillis(record.value()));
                    }
                }
            }
        }
    }

    private synchronized void note(double millis) {
        latencyMillis.add(millis);
    }

    private synchronized Percentiles latencies() {
        Percentiles noted = latencyMillis;
        latencyMillis = new Percentiles();
        return noted;
    }

    private void watch(Rig rig, RunningDetector detector) {
        Curve curve = new Curve(System.out);
        long startNanos = System.nanoTime();
        long lastFlows = 0;
        long lastNanos = startNanos;
        long lastCpu = Footprint.cpuNanos();
        for (int sample = 1; sample <= samples; sample++) {
            long wanted = flows * sample / samples;
            long scored = await(() -> done(detector.figures()), wanted);
            if (scored < wanted) {
                System.out.printf(Locale.ROOT, "no flow scored for %s, after %,d%n", PATIENCE, scored);
                return;
            }
            long nanos = System.nanoTime();
            long cpu = Footprint.cpuNanos();
            Percentiles latency = latencies();
            curve.add(new Curve.Point(
                    scored,
                    (nanos - startNanos) / 60e9,
                    (scored - lastFlows) * 1e9 / (nanos - lastNanos),
                    (cpu - lastCpu) / 1e3 / (scored - lastFlows),
                    Footprint.heapBytes() / MEGABYTE,
                    Footprint.residentBytes() / MEGABYTE,
                    topicBytes(rig) / MEGABYTE,
                    Footprint.folderBytes(rig.detectorFolder("detector").resolve("state")) / MEGABYTE,
                    latency.at(0.5),
                    latency.at(0.99)));
            lastFlows = scored;
            lastNanos = System.nanoTime();
            lastCpu = Footprint.cpuNanos();
        }
        curve.end(flows);
    }

    private static long done(Totals totals) {
        return totals.flowsScored() + totals.deadFlowTotal() + totals.flowsExpired();
    }

    /** Whether as many flows were scored as were sent, and as many can be read as were scored. Says so. */
    private boolean account(RunningDetector detector) {
        Totals totals = detector.figures();
        long scored = totals.flowsScored();
        await(readBack::get, scored);
        // What was written twice comes behind them.
        LockSupport.parkNanos(LAST_RECORDS.toNanos());
        long read = readBack.get();
        long setAside = totals.deadFlowTotal();
        System.out.printf(
                Locale.ROOT,
                "%nsent %,d = scored %,d + set aside %,d + deleted unread %,d + missing %,d; scored ones read back: %,d%n",
                sent.get(),
                scored,
                setAside,
                totals.flowsExpired(),
                sent.get() - scored - setAside - totals.flowsExpired(),
                read);
        return sent.get() == flows && scored + setAside == flows && read == scored;
    }

    /** Waits until a count is as high as is wanted, or does not change any more. */
    private static long await(LongSupplier count, long wanted) {
        long seen = count.getAsLong();
        long changedNanos = System.nanoTime();
        while (seen < wanted && System.nanoTime() - changedNanos < PATIENCE.toNanos()) {
            LockSupport.parkNanos(100_000_000);
            long now = count.getAsLong();
            if (now != seen) {
                seen = now;
                changedNanos = System.nanoTime();
            }
        }
        return seen;
    }

    private static double topicBytes(Rig rig) {
        return Footprint.topicBytes(rig.brokerFolder()).values().stream()
                .mapToDouble(bytes -> bytes)
                .sum();
    }
}
