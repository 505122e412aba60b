package dev.weir.bench;

import dev.weir.detector.RunningDetector;
import dev.weir.stream.BenchStreams;
import dev.weir.wire.BenchJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * At a steady rate of flows: from when a flow is in its topic to when a reader of committed records has it scored;
 * then, while verdicts are given, from when one is produced to when the scorers use a model that holds it; then
 * rollbacks on two instances.
 */
final class LatencyRun {
    private static final int VERDICTS_PER_SECOND = 100;
    /** The first find a path that nothing has gone before, and would be most of the slowest hundredth. */
    private static final int WARM_UP_VERDICTS = 500;
    /** Each verdict is on one of them. */
    static final int LEAST_WARM_UP_FLOWS = 2 * WARM_UP_VERDICTS;

    private static final int ROLLBACKS = 6;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Plan plan;
    private final Rig rig;
    private final Figures figures = Figures.none();
    private final Percentiles flowMillis = new Percentiles();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean measuring = new AtomicBoolean();

    LatencyRun(Plan plan, Rig rig) {
        this.plan = plan;
        this.rig = rig;
    }

    Figures run() throws InterruptedException {
        ZeekFlows flows = new ZeekFlows(plan.seed(), plan.hosts());
        int verdicts = WARM_UP_VERDICTS + plan.seconds() * VERDICTS_PER_SECOND;
        List<ZeekFlows.ZeekFlow> first = rig.preload(flows, plan.warmUpFlows(), Math.min(verdicts, plan.warmUpFlows()));
        try (RunningDetector detector = rig.startDetector("detector")) {
            await("the warm-up", () -> detector.figures().flowsScored() >= plan.warmUpFlows());
            Thread sender = new Thread(() -> send(flows), "sender");
            Thread reader = new Thread(this::read, "reader");
            sender.start();
            reader.start();
            Thread.sleep(SETTLING.toMillis());
            measuring.set(true);
            Thread.sleep(Duration.ofSeconds(plan.seconds()).toMillis());
            measuring.set(false);
            measureVerdicts(detector, first);
            measureRollbacks(detector);
            stopped.set(true);
            sender.join();
            reader.join();
        }
        figures.put(Figures.FLOW_P50_MILLIS, flowMillis.at(0.5));
        figures.put(Figures.FLOW_P99_MILLIS, flowMillis.at(0.99));
        return figures;
    }

    private void send(ZeekFlows flows) {
        try (KafkaProducer<byte[], byte[]> producer = rig.producer(0)) {
            long startNanos = System.nanoTime();
            for (long i = 0; !stopped.get(); i++) {
                long leftNanos = startNanos + i * 1_000_000_000L / plan.ratePerSecond() - System.nanoTime();
                if (leftNanos > 500_000) {
                    LockSupport.parkNanos(leftNanos);
                }
                Rig.send(producer, rig.record(flows.next()));
            }
        }
    }

    private void read() {
        var settings = rig.client();
        settings.put("isolation.level", "read_committed");
        settings.put("group.id", "bench-reader");
        settings.put("auto.offset.reset", "latest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(rig.settings("detector").topics().names().scored()));
            while (!stopped.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (measuring.get()) {
                        flowMillis.add((double) System.currentTimeMillis() - BenchJson.arrivedMillis(record.value()));
                    }
                }
            }
        }
    }

    private void measureVerdicts(RunningDetector detector, List<ZeekFlows.ZeekFlow> first) {
        Percentiles millis = new Percentiles();
        try (Verdicts verdicts = new Verdicts(rig, first, VERDICTS_PER_SECOND, 0)) {
            verdicts.start();
            int used = 0;
            long giveUpNanos =
                    System.nanoTime() + Duration.ofSeconds(plan.seconds()).toNanos() + PATIENCE.toNanos();
            while (used < first.size() && System.nanoTime() < giveUpNanos) {
                long lessons = BenchStreams.servedLessons(detector);
                long nowNanos = System.nanoTime();
                for (; used < Math.min(lessons, verdicts.given()); used++) {
                    if (used >= WARM_UP_VERDICTS) {
                        millis.add((nowNanos - verdicts.sentNanos(used)) / 1e6);
                    }
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        figures.put(Figures.LESSONS, millis.size());
        figures.put(Figures.VERDICT_P50_MILLIS, millis.at(0.5));
        figures.put(Figures.VERDICT_P99_MILLIS, millis.at(0.99));
    }

    private void measureRollbacks(RunningDetector detector) {
        Percentiles millis = new Percentiles();
        String taught = detector.models().takeCheckpoint("taught", "bench").digest();
        String untaught = detector.models().rollBack("0", "bench").checkpoint().digest();
        try (RunningDetector other = rig.startDetector("other")) {
            await("the other instance", () -> other.state().equals("RUNNING"));
            for (int i = 0; i < ROLLBACKS; i++) {
                boolean even = i % 2 == 0;
                String digest = even ? taught : untaught;
                long startNanos = System.nanoTime();
                detector.models().rollBack(even ? "taught" : "0", "bench");
                await("rollback", () -> serves(detector, digest) && serves(other, digest));
                millis.add((System.nanoTime() - startNanos) / 1e6);
            }
        }
        figures.put(Figures.ROLLBACK_MILLIS, millis.at(1));
    }

    private static boolean serves(RunningDetector detector, String digest) {
        return BenchStreams.servedDigest(detector).equals(digest);
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        long giveUpNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpNanos) {
                throw new IllegalStateException("waited " + PATIENCE + " for " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
