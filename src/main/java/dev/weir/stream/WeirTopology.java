package dev.weir.stream;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.fold.LiveModel;
import dev.weir.metrics.ProcessMeter;
import dev.weir.stream.store.ClaimedIds;
import dev.weir.stream.store.CrashSafeStore;
import dev.weir.stream.store.EarlyVerdicts;
import dev.weir.stream.store.HostMemory;
import dev.weir.stream.store.KeptFlowStore;
import dev.weir.stream.store.LessonsOfDay;
import dev.weir.stream.store.ModelStore;
import dev.weir.stream.store.ReviewPools;
import dev.weir.stream.store.StoredHostStates;
import dev.weir.topics.TopicNames;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.FlowCodec.IdentifiedFlow;
import dev.weir.wire.OneWayFlow;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology from the settings and the live model:
 *
 * <pre>
 * flows ─► read ─► (by source host) ─► detect ─► scored, alerts
 * feedback ─► read ─► (by flow id) ─► teach ⨝ scored ─► model-log ─► fold
 * </pre>
 */
final class WeirTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();
    private static final Serde<String> TEXT = Serdes.String();
    private static final String READ_FLOWS = "read-flows";
    private static final String DETECT = "detect";
    private static final String READ_FEEDBACK = "read-feedback";
    private static final String TEACH = "teach";
    private static final String KEEP = "keep-scored";

    private final DetectorSettings settings;
    private final TopicNames names;
    private final FeatureEncoder encoder;
    private final LiveModel live;
    private final int partitions;
    private final ProcessMeter measures;
    private final ReviewPools reviews;
    private final LiveLists lists;
    private final CommitPace pace;
    private final ExpiredFlows expired;
    private final StreamsBuilder builder = new StreamsBuilder();

    private WeirTopology(
            DetectorSettings settings,
            FeatureEncoder encoder,
            LiveModel live,
            int partitions,
            ProcessMeter measures,
            ReviewPools reviews,
            LiveLists lists,
            CommitPace pace,
            ExpiredFlows expired) {
        this.lists = lists;
        this.settings = settings;
        this.names = settings.topics().names();
        this.encoder = encoder;
        this.live = live;
        this.partitions = partitions;
        this.measures = measures;
        this.reviews = reviews;
        this.pace = pace;
        this.expired = expired;
    }

    /**
     * @param encoder one for all tasks, so that whatever any of them has seen can be named
     * @param partitions of the scored topic, which may have been there before; what is joined with it is spread alike
     * @param pace of the commits of all tasks
     */
    static Topology build(
            DetectorSettings settings,
            FeatureEncoder encoder,
            LiveModel live,
            int partitions,
            ProcessMeter measures,
            ReviewPools reviews,
            LiveLists lists,
            CommitPace pace,
            ExpiredFlows expired,
            Properties streams) {
        return new WeirTopology(settings, encoder, live, partitions, measures, reviews, lists, pace, expired)
                .build(streams);
    }

    private Topology build(Properties streams) {
        addFold();
        addDetection();
        addFeedback();
        addLists();
        Topology topology = builder.build(streams);
        addSinks(topology);
        addTeaching(topology);
        return topology;
    }

    private void addFold() {
        builder.addGlobalStore(
                ModelStore.builder(live),
                names.modelLog(),
                Consumed.with(BYTES, BYTES),
                () -> new FoldProcessor(live, measures));
    }

    private void addLists() {
        addList(AllowProcessor.STORE, names.allowlist(), () -> new AllowProcessor(lists.allowed()));
        addList(IntelProcessor.STORE, names.intel(), () -> new IntelProcessor(lists.intel()));
    }

    /** In memory: the topic has a few records, and is read from its beginning at each start, before any flow is. */
    private void addList(String store, String topic, ProcessorSupplier<byte[], byte[], Void, Void> reader) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), TEXT, BYTES)
                        .withLoggingDisabled(),
                topic,
                Consumed.with(BYTES, BYTES),
                reader);
    }

    private void addDetection() {
        Duration window = settings.processing().stitchWindow();
        builder.addStateStore(countStore(StoredCounts.READ_STORE));
        builder.addStateStore(Commits.builder(ReadProcessor.COMMITS_STORE, pace));
        builder.addStateStore(Commits.builder(DetectProcessor.COMMITS_STORE, pace));
        builder.addStateStore(countStore(StoredCounts.DETECT_STORE));
        builder.addStateStore(byteStore(StoredHostStates.SOURCES).withCachingDisabled());
        builder.addStateStore(byteStore(StoredHostStates.DESTINATIONS).withCachingDisabled());
        builder.addStateStore(byteStore(DetectProcessor.PLACES_STORE).withCachingDisabled());
        builder.addStateStore(byteStore(DetectProcessor.SHARED_STORE).withCachingDisabled());
        builder.addStateStore(byteStore(DetectProcessor.STORIES_STORE));
        KStream<byte[], Object> read = builder.stream(names.flows(), Consumed.with(BYTES, BYTES))
                .process(
                        () -> new ReadProcessor(measures, expired, settings::seen, !window.isZero()),
                        Named.as(READ_FLOWS),
                        StoredCounts.READ_STORE,
                        ReadProcessor.COMMITS_STORE);
        KStream<byte[], IdentifiedFlow> accepted =
                read.mapValues(IdentifiedFlow.class::cast, Named.as(ReadProcessor.ACCEPTED));
        KStream<byte[], IdentifiedFlow> bySource = settings.processing().rekeyBySource()
                ? accepted.repartition(repartitioned("by-source", FlowCodec.serde()))
                : accepted;
        bySource = bySource.merge(stitched(read));
        ClaimedIds ids = new ClaimedIds();
        HostMemory memory = HostMemory.ofHeap();
        ProcessorSupplier<byte[], IdentifiedFlow, byte[], byte[]> detect =
                () -> new DetectProcessor(settings, encoder, live, measures, reviews, ids, lists, memory);
        bySource.process(
                detect,
                Named.as(DETECT),
                StoredCounts.DETECT_STORE,
                DetectProcessor.COMMITS_STORE,
                StoredHostStates.SOURCES,
                StoredHostStates.DESTINATIONS,
                DetectProcessor.PLACES_STORE,
                DetectProcessor.SHARED_STORE,
                DetectProcessor.STORIES_STORE);
    }

    /**
     * The flows that were put together of one-way records. Their topics have as many partitions as the tasks that detect, so that those do not
     * become more.
     */
    private KStream<byte[], IdentifiedFlow> stitched(KStream<byte[], Object> read) {
        builder.addStateStore(memoryStore(StoredCounts.STITCH_STORE, Serdes.Long()));
        builder.addStateStore(Commits.builder(StitchProcessor.COMMITS_STORE, pace));
        builder.addStateStore(memoryStore(StitchProcessor.STORE, BYTES));
        return read.mapValues(OneWayFlow.class::cast, Named.as(ReadProcessor.ONE_WAY))
                .repartition(asDetecting("by-pair", OneWayFlow.serde()))
                .process(
                        () -> new StitchProcessor(settings.processing().stitchWindow(), measures),
                        Named.as("stitch"),
                        StoredCounts.STITCH_STORE,
                        StitchProcessor.COMMITS_STORE,
                        StitchProcessor.STORE)
                .repartition(asDetecting(HostTombstone.name(), FlowCodec.serde()));
    }

    private <V> Repartitioned<byte[], V> asDetecting(String name, Serde<V> values) {
        Repartitioned<byte[], V> asFlows = Repartitioned.with(BYTES, values).withName(name);
        return settings.processing().rekeyBySource() ? asFlows.withNumberOfPartitions(partitions) : asFlows;
    }

    /** Feedback counts from when it is read: an analyst's clock that is behind would put it before its flow. */
    private void addFeedback() {
        builder.addStateStore(countStore(StoredCounts.FEEDBACK_STORE));
        builder.addStateStore(Commits.builder(FeedbackProcessor.COMMITS_STORE, pace));
        builder.addStateStore(Commits.builder(TeachProcessor.COMMITS_STORE, pace));
        builder.addStateStore(countStore(StoredCounts.TEACH_STORE));
        builder.addStateStore(byteStore(TeachProcessor.VERDICTS_STORE));
        builder.addStateStore(byteStore(EarlyVerdicts.STORE));
        builder.addStateStore(countStore(LessonsOfDay.STORE));
        Consumed<byte[], byte[]> feedback =
                Consumed.with(BYTES, BYTES).withTimestampExtractor(new WallclockTimestampExtractor());
        builder.stream(names.feedback(), feedback)
                .process(
                        () -> new FeedbackProcessor(measures),
                        Named.as(READ_FEEDBACK),
                        StoredCounts.FEEDBACK_STORE,
                        FeedbackProcessor.COMMITS_STORE)
                .mapValues(value -> value, Named.as(FeedbackProcessor.ACCEPTED))
                .repartition(repartitioned("by-flow", BYTES))
                .process(
                        () -> new TeachProcessor(
                                encoder, settings.feedback(), settings.feedbackKey(), partitions, measures),
                        Named.as(TEACH),
                        StoredCounts.TEACH_STORE,
                        TeachProcessor.COMMITS_STORE,
                        TeachProcessor.VERDICTS_STORE,
                        EarlyVerdicts.STORE,
                        LessonsOfDay.STORE);
    }

    /** The scored topic is its own changelog: it is read back into a store instead of being written a second time. */
    private void addTeaching(Topology topology) {
        StoreBuilder<KeyValueStore<String, byte[]>> scored = Stores.keyValueStoreBuilder(
                        KeptFlowStore.supplier(KeptFlowStore.NAME), TEXT, BYTES)
                .withLoggingDisabled()
                .withCachingDisabled();
        topology.addReadOnlyStateStore(
                scored,
                "scored-back",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                names.scored(),
                KEEP,
                () -> new KeepProcessor(settings.feedback().retention()));
        topology.connectProcessorAndStateStores(TEACH, KeptFlowStore.NAME);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(KeepProcessor.READ_UNTIL_STORE), TEXT, Serdes.Long())
                        .withLoggingDisabled(),
                TEACH,
                KEEP);
    }

    private void addSinks(Topology topology) {
        addSink(topology, DetectProcessor.SCORED, names.scored(), DETECT);
        addSink(topology, DetectProcessor.ALERTS, names.alerts(), DETECT);
        addSink(topology, TeachProcessor.LESSONS, names.modelLog(), TEACH);
        addSink(topology, ReadProcessor.REJECTED, names.deadLetters(), READ_FLOWS);
        addSink(topology, FeedbackProcessor.REJECTED, names.deadLetters(), READ_FEEDBACK);
        addSink(topology, TeachProcessor.REJECTED, names.deadLetters(), TEACH);
    }

    private static void addSink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private <V> Repartitioned<byte[], V> repartitioned(String name, Serde<V> values) {
        return Repartitioned.with(BYTES, values).withName(name).withNumberOfPartitions(partitions);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> byteStore(String name) {
        return Stores.keyValueStoreBuilder(CrashSafeStore.supplier(name), TEXT, BYTES)
                .withCachingEnabled();
    }

    /** In memory and in its changelog, for the little that is there mostly not at all. */
    private static <V> StoreBuilder<KeyValueStore<String, V>> memoryStore(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), TEXT, values)
                .withCachingDisabled();
    }

    private static StoreBuilder<KeyValueStore<String, Long>> countStore(String name) {
        return Stores.keyValueStoreBuilder(CrashSafeStore.supplier(name), TEXT, Serdes.Long())
                .withCachingDisabled();
    }
}
