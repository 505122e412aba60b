package dev.weir.stream;

import dev.weir.checkpoint.StoreDamage;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.fold.LiveModel;
import dev.weir.health.StreamPhase;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.Gauge;
import dev.weir.metrics.ProcessMeter;
import dev.weir.scoring.Detection;
import dev.weir.stream.store.KeptFlowStore;
import dev.weir.stream.store.ReviewPools;
import dev.weir.stream.store.StoredHostStates;
import dev.weir.stream.store.StreamStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream of a detector: started, watched and stopped. Thread-safe. */
public final class DetectorStream {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorStream.class);

    private final KafkaStreams streams;
    private final DetectorSettings settings;
    private final AskedFlows asked;
    private final StreamStores stores;
    private final StreamFailures failures;

    /**
     * Not started yet.
     *
     * @param encoder one for all tasks, so that whatever any of them has seen can be named
     * @param partitions of the scored topic
     * @param lists made here of the records on their topics
     * @param admin asked where the flows begin
     */
    public DetectorStream(
            DetectorSettings settings,
            FeatureEncoder encoder,
            LiveModel live,
            int partitions,
            ProcessMeter measures,
            ReviewPools reviews,
            LiveLists lists,
            Admin admin) {
        this.settings = settings;
        this.stores =
                new StreamStores(settings.directory(), settings.topics().names().prefix());
        stores.deleteDamaged();
        this.failures = new StreamFailures(InstantSource.system(), stores::mark);
        Properties properties = new StreamsSettings(settings).streams();
        CommitPace pace = CommitPace.of(settings.processing());
        ExpiredFlows expired = ExpiredFlows.askedOf(admin, InstantSource.system());
        this.streams = new KafkaStreams(
                WeirTopology.build(
                        settings, encoder, live, partitions, measures, reviews, lists, pace, expired, properties),
                properties,
                new BoundedClients(pace));
        this.streams.setUncaughtExceptionHandler(failures);
        this.asked =
                new AskedFlows(streams, settings, partitions, live::served, encoder, reviews.recent(), lists.intel());
    }

    /** Returns when the model log, as long as it is now, is folded. */
    public void start() {
        try {
            streams.start();
        } catch (RuntimeException e) {
            if (StoreDamage.isBehind(e)) {
                stores.markAll();
            }
            throw e;
        }
    }

    public StreamPhase phase() {
        KafkaStreams.State state = streams.state();
        if (state.isShuttingDown() || state.hasCompletedShutdown()) {
            return StreamPhase.ENDED;
        }
        return state == KafkaStreams.State.RUNNING ? StreamPhase.RUNNING : StreamPhase.MOVING;
    }

    /** What it says of itself: {@code RUNNING}, {@code REBALANCING}, {@code ERROR} … */
    public String state() {
        return streams.state().name();
    }

    /** What ended it, if anything did. */
    public Optional<Throwable> failure() {
        return failures.end();
    }

    /** What was counted in the partitions that this process owns, by the {@linkplain CountNames name} of the count. */
    public Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        for (String store : StoredCounts.STORES) {
            try {
                StoredCounts.sum(
                        streams.store(StoreQueryParameters.fromNameAndType(
                                store, QueryableStoreTypes.<String, Long>keyValueStore())),
                        sums);
            } catch (InvalidStateStoreException | IllegalStateException e) {
                LOG.debug("{} is not readable while partitions move", store);
            }
        }
        return sums;
    }

    /** A scored flow as it is kept for its verdicts; empty if it is not, or is kept by another process. */
    public Optional<byte[]> keptFlow(FlowId flowId) {
        try {
            ReadOnlyKeyValueStore<String, byte[]> kept = streams.store(
                    StoreQueryParameters.fromNameAndType(KeptFlowStore.NAME, QueryableStoreTypes.keyValueStore()));
            return Optional.ofNullable(kept.get(flowId.value()));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            LOG.debug("kept flows are not readable while partitions move");
            return Optional.empty();
        }
    }

    /** What the newest model thinks of a flow; nothing is changed by asking. */
    public Detection detect(Flow flow) {
        return asked.detect(flow);
    }

    /** How another process, which has what is known of a source, says that it is reached; empty if it is this one, or not known. */
    public Optional<String> holder(Host source) {
        try {
            HostInfo holder = streams.queryMetadataForKey(
                            StoredHostStates.SOURCES, source.text(), new StringSerializer())
                    .activeHost();
            boolean isThis =
                    settings.server().filter(own -> own.equals(named(holder))).isPresent();
            return isThis || holder.equals(HostInfo.unavailable()) ? Optional.empty() : Optional.of(named(holder));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            LOG.debug("who has what is known of a source is not known while partitions move");
            return Optional.empty();
        }
    }

    private static String named(HostInfo holder) {
        return (holder.host().indexOf(':') < 0 ? holder.host() : "[" + holder.host() + "]") + ":" + holder.port();
    }

    /** What the newest model makes of a flow in a record of alerts; empty if the record does not say. */
    public OptionalDouble scoreNow(byte[] record) {
        return asked.score(record);
    }

    /** Words for the reasons of a flow in a record of alerts. */
    public List<String> words(byte[] record, List<String> features) {
        return asked.words(record, features);
    }

    /** Gauges of Kafka Streams and its stores. */
    public List<Gauge> gauges() {
        return StreamsGauges.of(streams.metrics());
    }

    /** The partitions of a topic that this process works on. */
    public Set<TopicPartition> ownedPartitions(String topic) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(topic))
                .collect(Collectors.toSet());
    }

    /**
     * Stops, and leaves the group at once so that others take over.
     *
     * @return false if it did not stop in time; it can be stopped again
     */
    public boolean stop(Duration timeout) {
        long startNanos = System.nanoTime();
        boolean stopped = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        LOG.debug(
                "the stream {} in {} ms",
                stopped ? "stopped" : "did not stop",
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        return stopped;
    }
}
