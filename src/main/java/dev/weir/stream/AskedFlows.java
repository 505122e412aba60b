package dev.weir.stream;

import dev.weir.alert.ScoringSettings;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureVector;
import dev.weir.features.HostStates;
import dev.weir.flow.Flow;
import dev.weir.fold.ServedModel;
import dev.weir.review.RecentFlows;
import dev.weir.scoring.Detection;
import dev.weir.scoring.ReasonWords;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.Scorer;
import dev.weir.sharing.intel.IntelLookup;
import dev.weir.sharing.intel.LiveIntel;
import dev.weir.stream.store.StoredHostStates;
import dev.weir.wire.FeatureNumbers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores flows that somebody asks about, against the behaviour of their hosts as the stream keeps it: that is only read, so asking
 * changes nothing. It is at most one commit old. Thread-safe.
 */
final class AskedFlows {
    private static final int REASONS = 8;

    private final KafkaStreams streams;
    private final DetectorSettings settings;
    private final int partitions;
    private final RecentFlows recent;
    private final Supplier<Asker> askers;
    /** As many as were ever asked at once, so that none waits for another that has lost its processor or waits for a store. */
    private final Queue<Asker> idle = new ConcurrentLinkedQueue<>();

    /** @param partitions over which flows are spread by their source */
    AskedFlows(
            KafkaStreams streams,
            DetectorSettings settings,
            int partitions,
            Supplier<ServedModel> newest,
            FeatureEncoder encoder,
            RecentFlows recent,
            LiveIntel intel) {
        this.streams = streams;
        this.partitions = partitions;
        this.settings = settings;
        this.recent = recent;
        this.askers = () -> new Asker(newest, encoder, intel);
    }

    Detection detect(Flow flow) {
        return ask(asker -> asker.detect(flow));
    }

    /**
     * What the newest model makes of the flow of an alert, from the features in its record; empty if the record has none, or
     * those of another release.
     */
    OptionalDouble score(byte[] record) {
        return ask(asker ->
                asker.has(record) ? OptionalDouble.of(asker.scorer.score(asker.vector)) : OptionalDouble.empty());
    }

    /** Words for the reasons of an alert. */
    List<String> words(byte[] record, List<String> features) {
        return ask(asker -> asker.has(record)
                ? features.stream()
                        .map(feature -> asker.words.of(feature, asker.vector))
                        .toList()
                : features);
    }

    private <T> T ask(Function<Asker, T> question) {
        Asker taken = idle.poll();
        Asker asker = taken == null ? askers.get() : taken;
        try {
            return question.apply(asker);
        } finally {
            idle.add(asker);
        }
    }

    /** What it takes to score a flow. Used by one thread at a time. */
    private final class Asker {
        private final FeatureExtractor extractor;
        private final FeatureVector vector;
        private final Scorer scorer;
        private final ReasonWords words;
        private final BorrowedHostStates sources = new BorrowedHostStates();
        private final BorrowedHostStates destinations = new BorrowedHostStates();
        private final byte[] nothingUsual;
        private final Supplier<ServedModel> newest;
        private final IntelLookup intel;

        Asker(Supplier<ServedModel> newest, FeatureEncoder encoder, LiveIntel intel) {
            this.newest = newest;
            this.intel = new IntelLookup(intel);
            this.extractor = new FeatureExtractor(settings.features(), sources, destinations);
            this.vector = new FeatureVector(extractor.schema());
            this.scorer = new Scorer(newest, encoder);
            this.words = new ReasonWords(extractor.schema());
            this.nothingUsual = extractor.saveShared();
        }

        Detection detect(Flow flow) {
            Detection.Behaviour behaviour = borrow(flow.source().text());
            extractor.extract(flow, vector);
            vector.setListings(intel.of(flow, newest.get().sources(), System.currentTimeMillis()));
            double score = scorer.score(vector);
            ScoreExplanation explanation = scorer.explain(vector, REASONS);
            List<String> reasons = explanation.reasons().stream()
                    .map(reason -> words.of(reason.feature(), vector))
                    .toList();
            return new Detection(
                    score,
                    scorer.modelVersion(),
                    explanation,
                    reasons,
                    scorer.category(),
                    threshold(partitionOf(flow.source().text())),
                    behaviour);
        }

        /** Takes the features from the record of an alert; false if it has none, or those of another release. */
        boolean has(byte[] record) {
            FeatureNumbers flow = FeatureNumbers.read(record);
            if (flow == null || !flow.isOf(vector.schema())) {
                return false;
            }
            flow.putInto(vector);
            return true;
        }

        private Detection.Behaviour borrow(String source) {
            try {
                int partition = partitionOf(source);
                ReadOnlyKeyValueStore<String, byte[]> ofSources = store(StoredHostStates.SOURCES, partition);
                ReadOnlyKeyValueStore<String, byte[]> ofDestinations = store(StoredHostStates.DESTINATIONS, partition);
                loadShared(partition);
                sources.borrow(host -> StoredHostStates.read(ofSources.get(host)));
                destinations.borrow(host -> StoredHostStates.read(ofDestinations.get(host)));
                return Detection.Behaviour.KNOWN;
            } catch (InvalidStateStoreException | IllegalStateException e) {
                extractor.loadShared(nothingUsual);
                sources.borrow(host -> null);
                destinations.borrow(host -> null);
                return Detection.Behaviour.ELSEWHERE;
            }
        }

        /** Read each time, so that nothing that was asked before shows. */
        private void loadShared(int partition) {
            byte[] shared = store(DetectProcessor.SHARED_STORE, partition).get(DetectProcessor.SHARED_KEY);
            extractor.loadShared(shared == null ? nothingUsual : shared);
        }
    }

    /** From which score on the task of a partition raises alerts now; of tasks that run elsewhere, as those here do. */
    private double threshold(int partition) {
        double fixed = settings.scoring().threshold();
        return fixed > 0
                ? fixed
                : recent.threshold(partition).orElse(recent.threshold().orElse(ScoringSettings.DEFAULT_THRESHOLD));
    }

    /** Where flows of a source are scored: they go there by key, as any record with that key would. */
    private int partitionOf(String source) {
        return Utils.toPositive(Utils.murmur2(source.getBytes(StandardCharsets.US_ASCII))) % partitions;
    }

    private ReadOnlyKeyValueStore<String, byte[]> store(String name, int partition) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, byte[]>keyValueStore())
                        .withPartition(partition));
    }

    /** Hosts as somebody else keeps them, to look at: what is put stays here, until it is forgotten. */
    private static final class BorrowedHostStates implements HostStates {
        private final Map<String, byte[]> changed = new HashMap<>();
        private Function<String, byte @Nullable []> owner = host -> null;

        /** Forgets what was put, and looks at another owner's hosts from here on. */
        void borrow(Function<String, byte @Nullable []> from) {
            changed.clear();
            owner = from;
        }

        @Override
        public byte @Nullable [] get(String host) {
            byte[] own = changed.get(host);
            if (own != null) {
                return own;
            }
            byte[] state = owner.apply(host);
            return state == null ? null : state.clone();
        }

        @Override
        public void put(String host, byte[] state) {
            changed.put(host, state);
        }

        @Override
        public void remove(String host) {
            changed.remove(host);
        }
    }
}
