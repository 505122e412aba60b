package dev.weir.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.allow.AllowRule;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.lessons.Teaching;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.detector.responses.ResponseStanding;
import dev.weir.detector.responses.ResponseStart;
import dev.weir.detector.responses.Responses;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelDifference;
import dev.weir.fold.ModelSnapshot;
import dev.weir.health.Health;
import dev.weir.health.WatchdogLimits;
import dev.weir.metrics.Metrics;
import dev.weir.metrics.ProcessReport;
import dev.weir.metrics.Totals;
import dev.weir.modelfile.ModelFile;
import dev.weir.stream.DetectorSettings;
import dev.weir.topics.ConsumerLag;
import dev.weir.topics.TopicNames;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the detector of this process, the stream and the live model, and answers what is asked of it over HTTP and by the commands.
 * Thread-safe.
 */
public final class RunningDetector implements Detector {
    /** So often status may be asked for at almost no cost. */
    private static final Duration COUNTS_AGE = Duration.ofMillis(100);

    private final DetectorParts parts;
    private final Recent<Totals> recentFigures;
    private volatile @Nullable LastCheckpoint lastCheckpoint;
    private final AllowDesk allowDesk;
    private final FlowRate rate;
    private final String startedAt;
    private final ResponseDesk responses;

    private RunningDetector(DetectorParts parts, @Nullable Responses responses, Clock clock) {
        this.parts = parts;
        this.recentFigures = new Recent<>(this::figures, COUNTS_AGE, System::nanoTime);
        this.responses = new ResponseDesk(responses);
        this.allowDesk = new AllowDesk(
                parts.allowlist(), parts.allowlistWriter(), () -> figures().allowedFlows());
        this.rate = new FlowRate(clock);
        this.startedAt = clock.instant().toString();
    }

    /** Starts one that begins untrained and does nothing about alerts. */
    public static RunningDetector start(DetectorSettings settings) {
        return start(settings, Optional::empty, Optional.empty());
    }

    /**
     * Starts a detector. Returns when the model log, as long as it is now, is folded and flows are being scored.
     *
     * @param baseline asked for the model to start with, if the model log is empty; whatever it throws is passed on
     * @param responses what is done about alerts; empty if nothing is
     * @throws IllegalStateException if the topics, the log or the folder do not allow it; the message says what to do
     */
    public static RunningDetector start(
            DetectorSettings settings, Supplier<Optional<ModelFile>> baseline, Optional<ResponseStart> responses) {
        return start(DetectorParts.start(settings, WatchdogLimits.DEFAULTS, baseline), responses);
    }

    static RunningDetector start(DetectorSettings settings, WatchdogLimits limits) {
        return start(DetectorParts.start(settings, limits, Optional::empty), Optional.empty());
    }

    private static RunningDetector start(DetectorParts parts, Optional<ResponseStart> responses) {
        try {
            return new RunningDetector(
                    parts, responses.map(start -> start.start(parts)).orElse(null), Clock.systemUTC());
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** The settings it runs with, with what was found of the topics. */
    public DetectorSettings settings() {
        return parts.settings();
    }

    /** The model as the log makes it, and as it is served. */
    public LiveModel live() {
        return parts.live();
    }

    /** The model that scores now. */
    public ModelSnapshot model() {
        return parts.live().snapshot();
    }

    /** How many indicators of each source count here. */
    public Map<String, Integer> indicators() {
        return parts.intel().sizes();
    }

    /** Checkpoints, rollback, differences and verification. */
    public ModelOperations models() {
        return parts.models();
    }

    @Override
    public Teaching teaching() {
        return parts.teaching();
    }

    @Override
    public Optional<byte[]> keptFlow(String flowId) {
        try {
            return parts.stream().keptFlow(new FlowId(flowId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the stream says of itself: {@code RUNNING}, {@code REBALANCING}, {@code ERROR} … */
    public String state() {
        return parts.stream().state();
    }

    /** Flow records produced and not yet read by any instance. */
    public long lag() {
        TopicNames names = parts.settings().topics().names();
        return new ConsumerLag(parts.admin(), names.prefix()).of(names.flows());
    }

    /** What was counted in the partitions that this process owns. */
    public Totals figures() {
        return Totals.of(parts.stream().counts());
    }

    /** What it shows to those who watch it. */
    public ProcessReport readings() {
        return parts.readings();
    }

    @Override
    public Health health() {
        Health health = parts.watchdog().health();
        if (!health.isReady()) {
            return health;
        }
        List<String> concerns = new ArrayList<>();
        parts.learningHeld().ifPresent(concerns::add);
        Optional.ofNullable(responses.standing())
                .flatMap(ResponseStanding::concern)
                .ifPresent(concerns::add);
        return concerns.isEmpty() ? health : Health.readyBut(String.join("; ", concerns));
    }

    @Override
    public MetricSnapshots metrics() {
        return Metrics.of(readings(), health(), models().checkpoints(), responses.counted());
    }

    @Override
    public void readRate() {
        rate.perSecond(recentFigures.get().flowsScored());
    }

    @Override
    public List<Allowance> allowed() {
        return allowDesk.all();
    }

    @Override
    public Allowance allow(AllowRule rule, String by) {
        return allowDesk.allow(rule, by);
    }

    @Override
    public Allowance disallow(String id, String by) {
        return allowDesk.disallow(id, by);
    }

    @Override
    public List<ObjectNode> responses(ResponseQuery query) {
        return responses.find(query);
    }

    @Override
    public @Nullable ResponseStanding responseStanding() {
        return responses.standing();
    }

    @Override
    public void watchResponses(Runnable told) {
        responses.watch(told);
    }

    @Override
    public ObjectNode approve(String responseId, String by) {
        return responses.approve(responseId, by);
    }

    @Override
    public ObjectNode undo(String responseId, String by, @Nullable String why) {
        return responses.undo(responseId, by, why);
    }

    @Override
    public void close() {
        responses.close();
        parts.close();
    }

    /** @return false if the stream did not stop in time: what it works with stays open, and it can be closed again */
    boolean close(Duration timeout) {
        return parts.close(timeout);
    }

    @Override
    public Status status() {
        return status(live().named());
    }

    @Override
    public Status progress() {
        return status(live().unnamed());
    }

    private Status status(LiveModel.Named model) {
        Totals figures = recentFigures.get();
        return new Status(
                health().isAlive() ? state() : "ERROR",
                figures.flowsRead(),
                figures.flowsExpired(),
                figures.flowsScored(),
                figures.flowsRepeated(),
                figures.flowsJoined(),
                figures.deadFlowTotal(),
                figures.deadFlows(),
                figures.feedbackRead(),
                figures.deadFeedbackTotal(),
                figures.deadFeedback(),
                figures.feedbackRepeated(),
                figures.feedbackEarly(),
                figures.alerts(),
                figures.alertingFlows(),
                model.lessons(),
                parts.live().fold().quorum().waiting(),
                model.version(),
                model.digest(),
                parts.learningHeld().orElse(null),
                parts.live().fold().quorum().sentence(),
                parts.missed().orElse(null),
                parts.driftWatch().standing().orElse(null),
                responses.standing(),
                parts.watchdog().flowLag(),
                rate.perSecond(figures.flowsScored()),
                lastCheckpoint(),
                settings().bootstrapServers(),
                startedAt);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return models().checkpoints();
    }

    @Override
    public Checkpoint takeCheckpoint(String name, String by) {
        return RefusedException.refusing(() -> models().takeCheckpoint(name, by));
    }

    @Override
    public RolledBack rollBack(String idOrName, String by) {
        return RefusedException.refusing(() -> models().rollBack(idOrName, by));
    }

    @Override
    public ModelDifference difference(String from, String to) {
        return RefusedException.refusing(() -> models().difference(from, to));
    }

    @Override
    public Verification verify() {
        ModelOperations.Verified verified = models().verify();
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
        return models().export().toBytes();
    }

    @Override
    public Installation installModel(byte[] file, String by) {
        return Installation.of(RefusedException.refusing(() -> models().install(ModelFile.ofBytes(file), by)));
    }

    @Override
    public List<ReviewItem> review(int most) {
        if (most < 1 || most > MOST_REVIEWED) {
            throw new RefusedException("can list 1 to " + MOST_REVIEWED + " flows, not " + most);
        }
        live().publish();
        return parts.reviews().pick(most, live().served().weights()).stream()
                .map(ReviewItem::of)
                .toList();
    }

    @Override
    public List<String> give(List<Feedback> feedback) {
        return parts.feedbackWriter().give(feedback);
    }

    @Override
    public DetectAnswer detect(byte[] record, @Nullable String layout) {
        return DetectAnswer.of(parts.stream().detect(parts.flow(record, layout)));
    }

    @Override
    public Optional<String> holder(byte[] record) {
        return parts.stream().holder(parts.flow(record, null).source());
    }

    @Override
    public void observe(byte[] record) {
        parts.flowWriter().send(record);
    }

    @Override
    public Preview previewVerdict(byte[] record, Verdict verdict, List<byte[]> alerts) {
        return RefusedException.refusing(() -> parts.previews().ofVerdict(record, verdict, alerts));
    }

    @Override
    public Preview previewRollback(String to, List<byte[]> alerts) {
        return RefusedException.refusing(() -> parts.previews().ofRollback(to, alerts));
    }

    @Override
    public String takeBack(Feedback correction, long firstLesson) {
        return parts.feedbackWriter().takeBack(correction, firstLesson);
    }

    @Override
    public long modelVersion() {
        return parts.modelVersion();
    }

    @Override
    public long foldedVersion() {
        return live().fold().nextOffset();
    }

    @Override
    public OptionalDouble scoreNow(byte[] record) {
        return parts.stream().scoreNow(record);
    }

    @Override
    public List<String> words(byte[] record, List<String> features) {
        return parts.stream().words(record, features);
    }

    /** Checkpoints come and go with events of the log alone. */
    private @Nullable Checkpoint lastCheckpoint() {
        long folded = foldedVersion();
        LastCheckpoint known = lastCheckpoint;
        if (known == null || known.folded() != folded) {
            known = new LastCheckpoint(
                    folded, checkpoints().stream().findFirst().orElse(null));
            lastCheckpoint = known;
        }
        return known.checkpoint();
    }

    private record LastCheckpoint(long folded, @Nullable Checkpoint checkpoint) {}
}
