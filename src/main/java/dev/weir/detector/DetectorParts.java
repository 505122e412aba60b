package dev.weir.detector;

import dev.weir.alert.ScoringSettings;
import dev.weir.alert.allow.LiveAllowlist;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.detector.hunt.DriftWatch;
import dev.weir.detector.hunt.Drifter;
import dev.weir.detector.hunt.Hunted;
import dev.weir.detector.hunt.Hunter;
import dev.weir.detector.hunt.QuietHunt;
import dev.weir.detector.lessons.Teaching;
import dev.weir.detector.responses.DetectorView;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.fold.FoldSettings;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelFold;
import dev.weir.fold.trust.Hold;
import dev.weir.fold.trust.Quorum;
import dev.weir.health.FlowWatch;
import dev.weir.health.ModelLogWatch;
import dev.weir.health.StateDisk;
import dev.weir.health.Watchdog;
import dev.weir.health.WatchdogLimits;
import dev.weir.ingest.FlowReaders;
import dev.weir.ingest.record.ReadResult;
import dev.weir.metrics.Gauge;
import dev.weir.metrics.ProcessMeter;
import dev.weir.metrics.ProcessReport;
import dev.weir.modelfile.ModelFile;
import dev.weir.scoring.Scorer;
import dev.weir.sharing.intel.LiveIntel;
import dev.weir.stream.DetectorSettings;
import dev.weir.stream.DetectorStream;
import dev.weir.stream.LiveLists;
import dev.weir.stream.StreamsSettings;
import dev.weir.stream.store.ReviewPools;
import dev.weir.topics.FeedbackWriter;
import dev.weir.topics.FlowWriter;
import dev.weir.topics.ModelLogAccess;
import dev.weir.topics.ModelLogCheck;
import dev.weir.topics.ModelLogReader;
import dev.weir.topics.ModelLogWriter;
import dev.weir.topics.Partitions;
import dev.weir.topics.TopicNames;
import dev.weir.topics.TopicReport;
import dev.weir.topics.Topics;
import dev.weir.topics.lists.AllowlistWriter;
import dev.weir.wire.KeptFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts of a detector in order, and closes them together: the stream, the live model and their clients. */
final class DetectorParts implements DetectorView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorParts.class);
    /** A slow disk takes long to write all stores down; one given up costs a restore of all of them at the next start. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    /** Without Kafka nothing that is under way can be committed, however long one waits. */
    private static final Duration CLOSE_TIMEOUT_WITHOUT_KAFKA = Duration.ofSeconds(5);
    /**
     * Nobody waits for one that has ended by itself, and with a full disk it may take longer; a process that exits
     * while RocksDB is at work is aborted by it, and its exit status lost.
     */
    private static final Duration CLOSE_TIMEOUT_OF_FAILED = Duration.ofSeconds(30);

    private final DetectorSettings settings;
    private final CheckpointStore store;
    private final LiveModel live;
    private final ModelLogReader logReader;
    private final ModelLogWriter logWriter;
    private final FeedbackWriter feedbackWriter;
    private final FlowWriter flowWriter;
    private final FlowReaders readers = new FlowReaders();
    private final ModelOperations models;
    private final Teaching teaching;
    private final FeatureEncoder encoder;
    private final DetectorStream stream;
    private final Previews previews;
    private final Admin admin;
    private final Watchdog watchdog;
    private final ProcessMeter measures = new ProcessMeter();
    private final ReviewPools reviews = new ReviewPools();
    private final QuietHunt quietHunt = new QuietHunt();
    private final DriftWatch driftWatch;
    private final LiveLists lists = LiveLists.empty();
    private final AllowlistWriter allowlistWriter;
    private final StateDisk disk;

    private DetectorParts(
            DetectorSettings configured, StateDisk disk, Admin admin, CheckpointStore store, WatchdogLimits limits) {
        TopicNames names = configured.topics().names();
        // By source host flows are spread as what is joined with them; as they come, as the topic they come from.
        int scoredPartitions = Partitions.of(admin, names.scored());
        int tasks = configured.processing().rekeyBySource() ? scoredPartitions : Partitions.of(admin, names.flows());
        this.settings = configured.with(to -> to.features = to.features.withPartitions(tasks));
        StreamsSettings kafka = new StreamsSettings(settings);
        String modelLog = names.modelLog();
        this.disk = disk;
        this.admin = admin;
        this.store = store;
        this.logReader = new ModelLogReader(kafka.client(), modelLog);
        this.logWriter = new ModelLogWriter(kafka.client(), modelLog);
        this.feedbackWriter = new FeedbackWriter(kafka.client(), names.feedback(), settings.feedbackKey());
        FoldReport report = new FoldReport(reviews, quietHunt);
        this.live = new LiveModel(fold(settings, store, logReader, report));
        this.encoder = new FeatureEncoder(FeatureExtractor.schemaOf(settings.features()));
        this.models = new ModelOperations(live, report, store, logReader, logWriter, encoder);
        Drifter drifter = new Drifter(kafka.client(), names.scored(), encoder);
        this.driftWatch = new DriftWatch(Clock.systemUTC(), drifter::compareDays);
        this.teaching = new Teaching(
                live,
                logReader,
                models,
                encoder,
                new Hunter(kafka.client(), names.scored(), encoder),
                drifter,
                Clock.systemUTC(),
                settings.scoring().threshold() > 0
                        ? settings.scoring().threshold()
                        : ScoringSettings.DEFAULT_THRESHOLD);
        this.stream = new DetectorStream(settings, encoder, live, scoredPartitions, measures, reviews, lists, admin);
        this.allowlistWriter = new AllowlistWriter(kafka.client(), names.allowlist());
        this.previews = new Previews(live, encoder, models, reviews.recent());
        this.flowWriter = new FlowWriter(kafka.client(), names.flows());
        this.watchdog = watchdog(limits);
    }

    /**
     * Starts all parts. Returns when the model log, as long as it is now, is folded and flows are being scored.
     *
     * @param baseline asked for the model to start with, if the model log is empty; whatever it throws is passed on
     * @throws IllegalStateException if the topics, the log or the folder do not allow it; the message says what to do
     */
    static DetectorParts start(
            DetectorSettings settings, WatchdogLimits limits, Supplier<Optional<ModelFile>> baseline) {
        StateDisk disk = disk(settings.directory());
        Admin admin = Admin.create(new StreamsSettings(settings).client());
        CheckpointStore store;
        try {
            report(Topics.prepare(admin, settings.topics()));
            new ModelLogAccess(admin, settings.topics().names().modelLog())
                    .warning()
                    .ifPresent(warning -> LOG.warn("{}", warning));
            store = new CheckpointStore(settings.directory().resolve("model"), settings.checkpoints());
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        DetectorParts process = new DetectorParts(settings, disk, admin, store, limits);
        try {
            new ModelLogCheck(process.logReader, settings.directory())
                    .check(process.live.fold().nextOffset());
            long end = process.logReader.end();
            if (end == 0) {
                baseline.get().ifPresent(process.models::installFirst);
            }
            process.live.catchUpTo(end);
            process.stream.start();
            process.live.caughtUp();
            process.quietHunt.start(() -> process.teaching.huntNewest(QuietHunt.FLOWS), process.driftWatch);
            process.watchdog.start();
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return process;
    }

    @Override
    public long modelVersion() {
        return live.served().version();
    }

    @Override
    public OptionalDouble rescore(FlowId flowId) {
        PackedFlow flow = stream.keptFlow(flowId)
                .map(kept -> KeptFlow.read(kept, encoder))
                .map(KeptFlow::flow)
                .orElse(null);
        return flow == null ? OptionalDouble.empty() : OptionalDouble.of(new Scorer(live::served, encoder).score(flow));
    }

    /**
     * The flow that somebody asks about.
     *
     * @param layout the header line of the file it is from; null if it has none
     * @throws RefusedException if it is none
     */
    Flow flow(byte[] record, @Nullable String layout) {
        ReadResult read = readers.read(record, layout);
        if (read instanceof ReadResult.Rejected rejected) {
            throw new RefusedException(rejected.reason().code() + ": " + rejected.detail());
        }
        return settings.seen(((ReadResult.Accepted) read).flow());
    }

    @Override
    public boolean isLearningHeld() {
        return live.fold().hold().isPresent();
    }

    /** Why learning is held, and what to do; empty while lessons are learned. */
    Optional<String> learningHeld() {
        return live.fold().hold().map(Hold::advice);
    }

    /** What of the newest flows was missed, as far as was last looked; empty if nobody has looked yet. */
    Optional<String> missed() {
        return quietHunt.found().map(Hunted::sentence);
    }

    DriftWatch driftWatch() {
        return driftWatch;
    }

    private List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>(stream.gauges());
        gauges.add(new Gauge("learning_held", isLearningHeld() ? 1 : 0));
        gauges.add(new Gauge(
                "lessons_waiting", live.fold().hold().map(Hold::waiting).orElse(0)));
        gauges.add(new Gauge("drifted_networks", driftWatch.movedNetworks()));
        Quorum quorum = live.fold().quorum();
        gauges.add(new Gauge("lessons_awaiting_second", quorum.waiting()));
        gauges.add(new Gauge("lessons_lapsed", quorum.lapsed()));
        quietHunt.found().ifPresent(found -> gauges.add(new Gauge("missed_flows", found.missed())));
        return gauges;
    }

    ProcessReport readings() {
        return new ProcessReport(
                measures.snapshots(),
                live.fold().nextOffset(),
                live.fold().lessons(),
                live.served().version(),
                watchdog.flowLag(),
                watchdog.foldLag(),
                gauges());
    }

    DetectorSettings settings() {
        return settings;
    }

    LiveModel live() {
        return live;
    }

    ModelOperations models() {
        return models;
    }

    Teaching teaching() {
        return teaching;
    }

    FeatureEncoder encoder() {
        return encoder;
    }

    DetectorStream stream() {
        return stream;
    }

    ReviewPools reviews() {
        return reviews;
    }

    Previews previews() {
        return previews;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Admin admin() {
        return admin;
    }

    FeedbackWriter feedbackWriter() {
        return feedbackWriter;
    }

    LiveIntel intel() {
        return lists.intel();
    }

    LiveAllowlist allowlist() {
        return lists.allowed();
    }

    AllowlistWriter allowlistWriter() {
        return allowlistWriter;
    }

    FlowWriter flowWriter() {
        return flowWriter;
    }

    /**
     * Stops, leaves the group at once so that others take over, and saves the model. What takes longer than twenty
     * seconds, thirty if the detector failed, or five if Kafka is silent, is given up, with a warning; that costs no more
     * than a crash.
     */
    @Override
    public void close() {
        Duration timeout = closeTimeout();
        if (!close(timeout)) {
            LOG.warn(
                    "the stream did not stop within {} s and is left as a crash would leave it: nothing is lost, but others"
                            + " take over its partitions, and it starts again, some seconds later",
                    timeout.toSeconds());
        }
    }

    private Duration closeTimeout() {
        if (failure().isPresent()) {
            return CLOSE_TIMEOUT_OF_FAILED;
        }
        return watchdog.isKafkaSilent() ? CLOSE_TIMEOUT_WITHOUT_KAFKA : CLOSE_TIMEOUT;
    }

    /**
     * @return false if the stream did not stop in time; what it still works with stays open then, and it can be closed
     *     again
     */
    boolean close(Duration timeout) {
        watchdog.close();
        quietHunt.close();
        boolean stopped = stream.stop(timeout);
        feedbackWriter.close();
        flowWriter.close();
        allowlistWriter.close();
        logWriter.close();
        admin.close(Duration.ZERO);
        if (stopped) {
            closeModel();
        }
        return stopped;
    }

    /** A model that cannot be saved any more, since the disk is full, must not keep its store open. */
    private void closeModel() {
        try {
            live.close();
        } finally {
            store.close();
        }
    }

    private static ModelFold fold(
            DetectorSettings settings, CheckpointStore store, ModelLogReader logReader, FoldReport report) {
        int every = settings.checkpoints().everyLessons();
        FoldSettings often = new FoldSettings(FoldSettings.defaults().saveEveryLessons(), every);
        return new ModelFold(store, logReader, often, report);
    }

    private Watchdog watchdog(WatchdogLimits limits) {
        TopicNames names = settings.topics().names();
        return new Watchdog(
                () -> new Watchdog.Signs(stream.phase(), stream.state(), live.isFolding(), failure()),
                new ModelLogWatch(admin, live, logReader, limits.foldStall()),
                new FlowWatch(admin, names.prefix(), () -> stream.ownedPartitions(names.flows()), limits.flowStall()),
                limits);
    }

    /** What ended it, if anything did. */
    private Optional<Throwable> failure() {
        return stream.failure().or(live::failure).or(disk::failure);
    }

    private static void report(TopicReport report) {
        report.created().forEach(topic -> LOG.debug("created topic {}", topic));
        report.warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    private static StateDisk disk(Path directory) {
        try {
            return StateDisk.of(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }
}
