package dev.weir.service;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.DetectorProcess;
import dev.weir.detector.FlowRate;
import dev.weir.detector.Installation;
import dev.weir.detector.ModelOperations;
import dev.weir.detector.RefusedException;
import dev.weir.detector.ReviewItem;
import dev.weir.detector.ReviewItems;
import dev.weir.detector.Status;
import dev.weir.detector.Verification;
import dev.weir.feedback.Feedback;
import dev.weir.fold.ModelDifference;
import dev.weir.fold.ModelSnapshot;
import dev.weir.health.Health;
import dev.weir.metrics.Figures;
import dev.weir.metrics.Metrics;
import dev.weir.modelfile.ModelFile;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The detector of this process, as the API asks for it. */
public final class RunningDetector implements LocalDetector {
    private final DetectorProcess process;
    private final FlowRate rate;
    private final String startedAt;

    public RunningDetector(DetectorProcess process, Clock clock) {
        this.process = process;
        this.rate = new FlowRate(clock);
        this.startedAt = clock.instant().toString();
    }

    /** Starts it on the cluster of the settings. */
    public static RunningDetector start(Settings settings, Path directory) {
        return new RunningDetector(
                DetectorProcess.start(
                        settings.toDetectorSettings(directory),
                        () -> Baseline.of(settings.model(), settings.features())),
                Clock.systemUTC());
    }

    @Override
    public Health health() {
        return process.health();
    }

    @Override
    public MetricSnapshots metrics() {
        return Metrics.of(process.readings(), process.health(), process.models().checkpoints());
    }

    @Override
    public void readRate() {
        rate.perSecond(process.figures().flowsScored());
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public Status status() {
        Figures figures = process.figures();
        ModelSnapshot model = process.model();
        return new Status(
                process.health().isAlive() ? process.state() : "ERROR",
                figures.flowsRead(),
                figures.flowsScored(),
                total(figures.deadFlows()),
                figures.deadFlows(),
                figures.feedbackRead(),
                total(figures.deadFeedback()),
                figures.deadFeedback(),
                figures.feedbackRepeated(),
                figures.alerts(),
                figures.alertingFlows(),
                model.state().lessons(),
                model.version(),
                model.state().digest(),
                process.lag(),
                rate.perSecond(figures.flowsScored()),
                lastCheckpoint(),
                process.settings().bootstrapServers(),
                startedAt);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return process.models().checkpoints();
    }

    @Override
    public Checkpoint takeCheckpoint(String name, String by) {
        return refusing(() -> process.models().takeCheckpoint(name, by));
    }

    @Override
    public Checkpoint rollBack(String idOrName, String by) {
        return refusing(() -> process.models().rollBack(idOrName, by));
    }

    @Override
    public ModelDifference difference(String from, String to) {
        return refusing(() -> process.models().difference(from, to));
    }

    @Override
    public Verification verify() {
        ModelOperations.Verified verified = process.models().verify();
        String live = verified.live().state().digest();
        String rebuilt = verified.rebuilt().snapshot().state().digest();
        return new Verification(
                live.equals(rebuilt),
                verified.live().version(),
                live,
                rebuilt,
                verified.rebuilt().events());
    }

    @Override
    public byte[] exportModel() {
        return process.models().export().toBytes();
    }

    @Override
    public Installation installModel(byte[] file, String by) {
        ModelOperations.Installed installed = refusing(() -> process.models().install(ModelFile.ofBytes(file), by));
        return new Installation(
                installed.version(),
                installed.state().digest(),
                installed.state().lessons(),
                installed.before());
    }

    @Override
    public List<ReviewItem> review(int most) {
        if (most < 1 || most > MOST_REVIEWED) {
            throw new RefusedException("can list 1 to " + MOST_REVIEWED + " flows, not " + most);
        }
        return process.review(most).stream().map(ReviewItems::of).toList();
    }

    @Override
    public void give(List<Feedback> feedback) {
        process.give(feedback);
    }

    private @Nullable Checkpoint lastCheckpoint() {
        List<Checkpoint> all = checkpoints();
        return all.isEmpty() ? null : all.get(0);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> T refusing(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
