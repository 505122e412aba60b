package dev.weir.cli;

import dev.weir.api.Health;
import dev.weir.api.Installation;
import dev.weir.api.RefusedException;
import dev.weir.api.ReviewItem;
import dev.weir.api.Status;
import dev.weir.api.Verification;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.cli.settings.Settings;
import dev.weir.feedback.Feedback;
import dev.weir.model.ModelDifference;
import dev.weir.model.ModelFile;
import dev.weir.model.ModelSnapshot;
import dev.weir.topology.DetectorProcess;
import dev.weir.topology.Figures;
import dev.weir.topology.ModelOperations;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The detector of this process, as the API asks for it. */
final class RunningDetector implements LocalDetector {
    private final DetectorProcess process;
    private final FlowRate rate;
    private final String startedAt;

    RunningDetector(DetectorProcess process, Clock clock) {
        this.process = process;
        this.rate = new FlowRate(clock);
        this.startedAt = clock.instant().toString();
    }

    /** Starts it on the cluster of the settings. */
    static RunningDetector start(Settings settings, Path directory) {
        return new RunningDetector(
                DetectorProcess.start(
                        settings.toDetectorSettings(directory),
                        () -> Baseline.of(settings.model(), settings.features())),
                Clock.systemUTC());
    }

    @Override
    public Health health() {
        dev.weir.topology.Health health = process.health();
        return new Health(
                health.state().word(), health.isAlive(), health.isReady(), health.isReady() ? null : health.reason());
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
