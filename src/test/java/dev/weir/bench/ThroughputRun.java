package dev.weir.bench;

import dev.weir.detector.RunningDetector;
import dev.weir.stream.BenchStreams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;

/** How fast a stream works off flows that wait for it, from when it has scored the warm-up until it has scored all. */
final class ThroughputRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Each look is a request that the broker answers, at the cost of some flows. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** The load begins after this part of the warm-up. */
    private static final int EARLY = 10;

    private static final int VERDICTS_PER_SECOND = 100;
    /** To send each by itself would be measured too, and takes more of the process than to learn it. */
    private static final int VERDICTS_LINGER_MILLIS = 100;

    private static final int MOST_VERDICTS = 20_000;
    private static final double MEGABYTE = 1024.0 * 1024;

    private final Plan plan;
    private final Rig rig;
    private final String scored;
    private final Figures figures = Figures.none();

    ThroughputRun(Plan plan, Rig rig) {
        this.plan = plan;
        this.rig = rig;
        this.scored = rig.settings("detector").topics().names().scored();
    }

    Figures run() {
        int all = plan.warmUpFlows() + plan.flows();
        List<ZeekFlows.ZeekFlow> first = rig.preload(
                new ZeekFlows(plan.seed(), plan.hosts()), all, Math.min(plan.warmUpFlows() / 2, MOST_VERDICTS));
        if (plan.variant().isDetector()) {
            try (RunningDetector detector = rig.startDetector("detector")) {
                measureDetector(detector, first);
                measureMemory();
            }
        } else {
            try (KafkaStreams streams = rig.startBaseline()) {
                measure(() -> {});
                measureMemory();
                streams.close(Duration.ofSeconds(5));
            }
        }
        measureDisk(all);
        return figures;
    }

    private void measureDetector(RunningDetector detector, List<ZeekFlows.ZeekFlow> first) {
        if (plan.variant() != Variant.LEARN) {
            measure(() -> {});
            return;
        }
        try (Verdicts verdicts = new Verdicts(rig, first, VERDICTS_PER_SECOND, VERDICTS_LINGER_MILLIS)) {
            measure(verdicts::start);
            verdicts.stop();
            figures.put(Figures.LESSONS, (double) BenchStreams.servedLessons(detector));
        }
    }

    /** @param load begins early in the warm-up, which is to know all that is measured */
    private void measure(Runnable load) {
        awaitWritten(plan.warmUpFlows() / EARLY);
        load.run();
        awaitWritten(plan.warmUpFlows());
        long from = rig.written(scored);
        long startNanos = System.nanoTime();
        long startCpu = Footprint.cpuNanos();
        long startCompilers = Footprint.compilerCpuNanos();
        long to = awaitWritten((long) plan.warmUpFlows() + plan.flows());
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        figures.put(Figures.FLOWS_PER_SECOND, (to - from) / seconds);
        figures.put(Figures.CPU_MICROS_PER_FLOW, (Footprint.cpuNanos() - startCpu) / 1e3 / (to - from));
        figures.put(
                Figures.COMPILER_MICROS_PER_FLOW, (Footprint.compilerCpuNanos() - startCompilers) / 1e3 / (to - from));
    }

    private long awaitWritten(long flows) {
        long before = -1;
        long changedNanos = System.nanoTime();
        while (true) {
            long now = rig.written(scored);
            if (now >= flows) {
                return now;
            }
            if (now != before) {
                before = now;
                changedNanos = System.nanoTime();
            } else if (System.nanoTime() - changedNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException("no progress at " + now + " of " + flows + " flows scored");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void measureMemory() {
        figures.put(Figures.HEAP_MEGABYTES, Footprint.heapBytes() / MEGABYTE);
        figures.put(Figures.RESIDENT_MEGABYTES, Footprint.peakResidentBytes() / MEGABYTE);
    }

    private void measureDisk(int flows) {
        Footprint.topicBytes(rig.brokerFolder())
                .forEach((topic, bytes) ->
                        figures.put(Figures.DISK_BYTES_PER_FLOW + topic, bytes.doubleValue() / flows));
        figures.put(
                Figures.DISK_BYTES_PER_FLOW + "state",
                (double) Footprint.folderBytes(rig.detectorFolder("detector").resolve("state")) / flows);
    }
}
