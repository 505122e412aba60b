package dev.weir.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.DetectAnswer;
import dev.weir.detector.DetectorProcess;
import dev.weir.detector.FlowRate;
import dev.weir.detector.Installation;
import dev.weir.detector.ModelOperations;
import dev.weir.detector.RefusedException;
import dev.weir.detector.ReviewItem;
import dev.weir.detector.ReviewItems;
import dev.weir.detector.ScoresNow;
import dev.weir.detector.Status;
import dev.weir.detector.Verification;
import dev.weir.feedback.Feedback;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelDifference;
import dev.weir.health.Health;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import dev.weir.metrics.Figures;
import dev.weir.metrics.Metrics;
import dev.weir.modelfile.ModelFile;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.record.ResponseJson;
import dev.weir.service.responses.RehearsedRules;
import dev.weir.service.responses.ResponseSettings;
import dev.weir.service.responses.ResponseStart;
import dev.weir.service.responses.Responses;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The detector of this process, as the API asks for it. */
public final class RunningDetector implements LocalDetector {
    private final DetectorProcess process;
    private final FlowRate rate;
    private final String startedAt;
    private final @Nullable Responses responses;

    /** @param responses null if there are none */
    public RunningDetector(DetectorProcess process, @Nullable Responses responses, Clock clock) {
        this.process = process;
        this.responses = responses;
        this.rate = new FlowRate(clock);
        this.startedAt = clock.instant().toString();
    }

    /** Starts it on the cluster of the settings. */
    public static RunningDetector start(Settings settings, Path directory) {
        Optional<ResponseStart> responses = responses(settings, directory);
        DetectorProcess process = DetectorProcess.start(
                settings.toDetectorSettings(directory), () -> Baseline.of(settings.model(), settings.features()));
        try {
            return new RunningDetector(
                    process,
                    responses
                            .map(start -> start.start(new ProcessView(process)))
                            .orElse(null),
                    Clock.systemUTC());
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Reads the playbook before anything is started, since it may not be one. */
    private static Optional<ResponseStart> responses(Settings settings, Path directory) {
        ResponseSettings response = settings.response();
        if (response.playbook().equals(ResponseSettings.NONE)) {
            return Optional.empty();
        }
        Playbook playbook = Playbooks.read(response);
        Path home = Optional.ofNullable(directory.getParent()).orElse(directory);
        new RehearsedRules(home).require(playbook);
        Map<String, Object> kafka = new TreeMap<>(settings.kafka().clients());
        return Optional.of(new ResponseStart(
                response,
                playbook,
                settings.topics().names(),
                kafka,
                settings.kafka().bootstrapServers().orElse(""),
                directory));
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
    public List<ObjectNode> responses() {
        return refused(() -> required().all().stream().map(ResponseJson::node).toList());
    }

    @Override
    public ObjectNode approve(String responseId, String by) {
        return refused(() -> ResponseJson.node(required().approve(responseId, by)));
    }

    @Override
    public ObjectNode undo(String responseId, String by, @Nullable String why) {
        return refused(() -> ResponseJson.node(required().undo(responseId, by, why)));
    }

    private interface Asked<T> {
        T ask() throws NotPossibleException;
    }

    private static <T> T refused(Asked<T> asked) {
        try {
            return asked.ask();
        } catch (NotPossibleException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Responses required() {
        if (responses == null) {
            throw new RefusedException("there are no responses: response.playbook is none");
        }
        return responses;
    }

    @Override
    public void close() {
        if (responses != null) {
            responses.close();
        }
        process.close();
    }

    @Override
    public Status status() {
        return status(process.live().named());
    }

    @Override
    public Status progress() {
        return status(process.live().unnamed());
    }

    private Status status(LiveModel.Named model) {
        Figures figures = process.figures();
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
                figures.feedbackEarly(),
                figures.alerts(),
                figures.alertingFlows(),
                model.lessons(),
                model.version(),
                model.digest(),
                process.readings().flowLag(),
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
    public List<String> give(List<Feedback> feedback) {
        return process.give(feedback);
    }

    @Override
    public DetectAnswer detect(byte[] record, @Nullable String layout) {
        ReadResult read = new FlowReader().read(record, layout);
        if (read instanceof ReadResult.Rejected rejected) {
            throw new RefusedException(rejected.reason().code() + ": " + rejected.detail());
        }
        return DetectAnswer.of(process.detect(((ReadResult.Accepted) read).flow()));
    }

    @Override
    public void observe(byte[] record) {
        process.observe(record);
    }

    @Override
    public String takeBack(Feedback correction) {
        return process.takeBack(correction);
    }

    @Override
    public ScoresNow scores() {
        return new ScoresNow() {
            @Override
            public long modelVersion() {
                return process.modelVersion();
            }

            @Override
            public @Nullable Double of(byte[] alertRecord) {
                OptionalDouble score = process.scoreNow(alertRecord);
                return score.isPresent() ? score.getAsDouble() : null;
            }

            @Override
            public List<String> words(byte[] alertRecord, List<String> features) {
                return process.words(alertRecord, features);
            }
        };
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
