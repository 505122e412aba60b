package dev.weir.stream;

import dev.weir.alert.Alert;
import dev.weir.alert.AlertPolicy;
import dev.weir.alert.Ruling;
import dev.weir.alert.Threat;
import dev.weir.alert.ThreatShapes;
import dev.weir.alert.allow.Allowlist;
import dev.weir.alert.allow.StandingRule;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.BoundedHostStates;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureVector;
import dev.weir.features.HostStates;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.fold.LiveModel;
import dev.weir.fold.calibration.DrawnFlows;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.ProcessMeter;
import dev.weir.metrics.Stage;
import dev.weir.metrics.StageClock;
import dev.weir.review.ReviewPool;
import dev.weir.scoring.ScoredFlow;
import dev.weir.scoring.Scorer;
import dev.weir.sharing.intel.IntelLookup;
import dev.weir.stream.store.ClaimLog;
import dev.weir.stream.store.ClaimedIds;
import dev.weir.stream.store.HostMemory;
import dev.weir.stream.store.ReviewPools;
import dev.weir.stream.store.StoredHostStates;
import dev.weir.stream.store.StoredPlaces;
import dev.weir.stream.store.StoredStories;
import dev.weir.wire.AlertJson;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.KeptFlow;
import dev.weir.wire.ScoredFlowJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores flows, as the second stage, in the task of the source host: behaviour, features, score, and an alert where the score asks for
 * one.
 */
final class DetectProcessor implements Processor<byte[], FlowCodec.IdentifiedFlow, byte[], byte[]> {
    static final String SCORED = "scored";
    static final String ALERTS = "alerts";
    static final String PLACES_STORE = "host-places";
    static final String SHARED_STORE = "shared-behaviour";
    static final String STORIES_STORE = "open-alerts";
    static final String COMMITS_STORE = "detect-commits";

    private static final Logger LOG = LoggerFactory.getLogger(DetectProcessor.class);

    static final String SHARED_KEY = "shared";
    private static final String POLICY_KEY = "alert-policy";
    private static final String CALLERS_KEY = "steady-callers";
    private static final int REASONS = 8;
    /**
     * The task-wide state is some kilobytes, so it is written now and then; a crash costs it at most this many flows.
     */
    private static final int SAVE_SHARED_EVERY_FLOWS = 5_000;

    private final DetectorSettings settings;
    private final FeatureEncoder encoder;
    private final LiveModel live;
    private final ProcessMeter measures;
    private final StageClock clock;
    private final ReviewPools reviews;
    private final ClaimedIds ids;
    private ClaimLog claims;
    private boolean policyChanged;
    private final LiveLists lists;
    private final HostMemory memory;
    private final IntelLookup intel;
    private final ScoredFlowJson json = new ScoredFlowJson();
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> shared;
    private StoredHostStates storedSources;
    private StoredHostStates storedDestinations;
    private BoundedHostStates sources;
    private BoundedHostStates destinations;
    private FeatureExtractor extractor;
    private FeatureVector vector;
    private Scorer scorer;
    private AlertPolicy policy;
    private ReviewPool<ScoredFlow> review;
    private StoredCounts counts;
    private Commits commits;
    private int flowsSinceSave;

    /** @param settings of which the features' say over how many tasks the flows are spread */
    DetectProcessor(
            DetectorSettings settings,
            FeatureEncoder encoder,
            LiveModel live,
            ProcessMeter measures,
            ReviewPools reviews,
            ClaimedIds ids,
            LiveLists lists,
            HostMemory memory) {
        this.memory = memory;
        this.lists = lists;
        this.intel = new IntelLookup(lists.intel());
        this.settings = settings;
        this.encoder = encoder;
        this.live = live;
        this.measures = measures;
        this.clock = measures.clock();
        this.reviews = reviews;
        this.ids = ids;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.counts = new StoredCounts(context.getStateStore(StoredCounts.DETECT_STORE), measures);
        storedSources = new StoredHostStates(context.getStateStore(StoredHostStates.SOURCES), memory);
        storedDestinations = new StoredHostStates(context.getStateStore(StoredHostStates.DESTINATIONS), memory);
        StoredPlaces places = new StoredPlaces(context.getStateStore(PLACES_STORE));
        this.sources = bounded(storedSources, places, "source");
        this.destinations = bounded(storedDestinations, places, "destination");
        this.commits = Commits.of(context, COMMITS_STORE, this::save);
        this.shared = context.getStateStore(SHARED_STORE);
        this.claims = new ClaimLog(shared, ids);
        this.extractor = new FeatureExtractor(settings.features(), sources, destinations);
        this.vector = new FeatureVector(extractor.schema());
        this.scorer = new Scorer(live::served, encoder);
        this.policy = new AlertPolicy(
                settings.scoring(),
                settings.alerts(),
                settings.features().partitions(),
                new StoredStories(context.getStateStore(STORIES_STORE)),
                this::isAllowed);
        this.review = reviews.open(context.taskId().partition());
        loadShared();
    }

    private void loadShared() {
        load(SHARED_KEY, extractor::loadShared);
        load(POLICY_KEY, policy::load);
        load(CALLERS_KEY, review::loadCallers);
    }

    /** What an earlier release has kept may have another form; it is some minutes of experience, so it is done without. */
    private void load(String key, Consumer<byte[]> into) {
        byte[] kept = shared.get(key);
        if (kept == null) {
            return;
        }
        try {
            into.accept(kept);
        } catch (IllegalArgumentException e) {
            LOG.warn("partition {}: {}", context.taskId().partition(), e.getMessage());
        }
    }

    /** Bounded, since whoever sends flows can invent hosts. */
    private BoundedHostStates bounded(HostStates hosts, StoredPlaces places, String role) {
        int maxHosts = Math.max(
                BoundedHostStates.LEAST_HOSTS,
                settings.features().maxHosts() / settings.features().partitions());
        return new BoundedHostStates(
                hosts, places, role, maxHosts, reason -> counts.add(CountNames.FORGOTTEN_HOST + reason.code()));
    }

    @Override
    public void process(Record<byte[], FlowCodec.IdentifiedFlow> record) {
        if (record.value() == null) {
            forget(new String(record.key(), StandardCharsets.US_ASCII), record.timestamp());
            return;
        }
        boolean timed = clock.start();
        if (isScoredBefore(record)) {
            counts.add(CountNames.FLOWS_REPEATED);
            commits.note(record.timestamp());
            return;
        }
        ScoredFlow scored = score(ofItsOwnId(record.value()), record.timestamp());
        Ruling ruling = judge(scored, record);
        reviews.recent().note(context.taskId().partition(), vector, policy.threshold());
        counts.add(CountNames.FLOWS_SCORED);
        commits.note(record.timestamp());
        forward(scored, ruling);
        clock.lap(Stage.WRITE);
        if (timed) {
            measures.latency(context.currentSystemTimeMs() - record.timestamp());
        }
        if (ruling.isAlerting()) {
            alert(scored, ruling, record.timestamp());
        }
        saveSharedNowAndThen();
    }

    /** Leaves the features in {@link #vector}, and what the scorer made of them in {@link #scorer}. */
    private ScoredFlow score(FlowCodec.IdentifiedFlow arrived, long atMillis) {
        extractor.extract(arrived.flow(), vector);
        vector.setListings(intel.of(arrived.flow(), live.served().sources(), context.currentSystemTimeMs()));
        clock.lap(Stage.FEATURES);
        double score = scorer.packAndScore(vector);
        clock.lap(Stage.SCORE);
        measures.score(score);
        ScoredFlow scored = new ScoredFlow(arrived.id(), arrived.flow(), atMillis, score, scorer.modelVersion());
        review.offer(
                score,
                DrawnFlows.place(scored.id()),
                scorer.example(),
                scored,
                scored.flow(),
                context.currentSystemTimeMs());
        return scored;
    }

    private void forward(ScoredFlow scored, Ruling ruling) {
        context.forward(
                new Record<>(
                        key(scored.id()),
                        json.write(scored, ruling.isAlerting()),
                        scored.scoredAtMillis(),
                        KeptFlow.headers(scored.id(), scored.scoredAtMillis(), scored.score(), scorer.packed())),
                SCORED);
    }

    /** Erases what is kept under the name of a host, for a {@link HostTombstone}. */
    private void forget(String host, long timestamp) {
        sources.remove(host);
        destinations.remove(host);
        policy.forget(host);
        review.erase(scored -> scored.flow().source().text().equals(host)
                || scored.flow().destination().text().equals(host));
        shared.put(CALLERS_KEY, review.saveCallers());
        commits.note(timestamp);
    }

    private Ruling judge(ScoredFlow scored, Record<?, ?> record) {
        if (ReplayMark.isOn(record.headers())) {
            return policy.judge(scored.id(), scored.flow(), scored.score());
        }
        long arrivedMillis = Arrival.millis(record, context.currentSystemTimeMs());
        return policy.judge(scored.id(), scored.flow(), scored.score(), 1_000 * arrivedMillis);
    }

    /** Whether another record has brought the same line of the same file. */
    private boolean isScoredBefore(Record<?, ?> record) {
        long name = ReplayMark.name(record.headers());
        return name != 0 && !claim(name);
    }

    /** Takes a name for this record, unless another has it. */
    private boolean claim(long name) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        long record = ClaimedIds.record(metadata.partition(), metadata.offset());
        if (!ids.claim(name, record)) {
            return false;
        }
        claims.add(name, record);
        return true;
    }

    /** The first flow of an id keeps it: verdicts on it are the first's, and so is its alert. */
    private FlowCodec.IdentifiedFlow ofItsOwnId(FlowCodec.IdentifiedFlow arrived) {
        if (!arrived.id().value().equals(arrived.flow().sensorId())) {
            return arrived;
        }
        if (claim(ClaimedIds.hash(arrived.id().value()))) {
            return arrived;
        }
        RecordMetadata record = context.recordMetadata().orElseThrow();
        return new FlowCodec.IdentifiedFlow(arrived.id().another(record.partition(), record.offset()), arrived.flow());
    }

    @Override
    public void close() {
        storedSources.close();
        storedDestinations.close();
        reviews.close(review);
    }

    private void alert(ScoredFlow scored, Ruling ruling, long timestamp) {
        counts.add(CountNames.ALERTING_FLOWS);
        if (ruling == Ruling.RAISED) {
            counts.add(CountNames.ALERTS);
            policyChanged = true;
        }
        if (ruling.isRecordDue()) {
            Alert alert =
                    policy.alert(scored, scorer.explain(vector, REASONS), scorer.category(), threat(scored.flow()));
            context.forward(new Record<>(key(alert.id()), AlertJson.write(alert, vector), timestamp), ALERTS);
        }
    }

    /** Asked only of a flow that would alert; what is allowed is counted by its rule. */
    private boolean isAllowed(Flow flow) {
        Allowlist rules = lists.allowed().rules();
        if (rules.rules().isEmpty()) {
            return false;
        }
        Optional<StandingRule> rule =
                rules.covering(flow, threat(flow).kind(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        rule.ifPresent(standing -> counts.add(CountNames.ALLOWED_FLOW + standing.id()));
        return rule.isPresent();
    }

    private Threat threat(Flow flow) {
        return ThreatShapes.of(flow, column -> vector.get(vector.schema().position(column)));
    }

    private static byte[] key(FlowId id) {
        return id.value().getBytes(StandardCharsets.US_ASCII);
    }

    /** Before each commit; none of these stores has a cache. */
    private void save() {
        counts.save();
        claims.save();
        sources.save();
        storedSources.save();
        destinations.save();
        storedDestinations.save();
        if (policyChanged) {
            shared.put(POLICY_KEY, policy.save());
            policyChanged = false;
        }
    }

    private void saveSharedNowAndThen() {
        if (++flowsSinceSave == SAVE_SHARED_EVERY_FLOWS) {
            shared.put(SHARED_KEY, extractor.saveShared());
            shared.put(POLICY_KEY, policy.save());
            shared.put(CALLERS_KEY, review.saveCallers());
            flowsSinceSave = 0;
        }
    }
}
