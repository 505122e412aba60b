package dev.weir.topology;

import dev.weir.alert.Alert;
import dev.weir.alert.AlertPolicy;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.model.FeatureEncoder;
import dev.weir.scoring.ScoredFlow;
import dev.weir.scoring.Scorer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Second stage, in the task of the source host: behaviour, features, score, and an alert where the score asks for one. */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String SCORED = "scored";
    static final String ALERTS = "alerts";
    static final String SOURCES_STORE = "source-hosts";
    static final String DESTINATIONS_STORE = "destination-hosts";
    static final String SHARED_STORE = "shared-behaviour";

    private static final String SHARED_KEY = "shared";
    /** The task-wide state is some kilobytes, so it is written now and then; a crash costs it at most this many flows. */
    private static final int SAVE_SHARED_EVERY_FLOWS = 5_000;

    private final FeatureSettings featureSettings;
    private final FeatureEncoder encoder;
    private final LiveModel live;
    private final AlertPolicy alertPolicy;
    private final Measures measures;
    private final StageClock clock;
    private final FlowCodec flowCodec = new FlowCodec();
    private final ScoredFlowJson json = new ScoredFlowJson();
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> shared;
    private FeatureExtractor extractor;
    private FeatureVector vector;
    private Scorer scorer;
    private Counts counts;
    private int flowsSinceSave;

    DetectProcessor(
            FeatureSettings featureSettings,
            FeatureEncoder encoder,
            LiveModel live,
            AlertPolicy alertPolicy,
            Measures measures) {
        this.featureSettings = featureSettings;
        this.encoder = encoder;
        this.live = live;
        this.alertPolicy = alertPolicy;
        this.measures = measures;
        this.clock = measures.clock();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.counts = new Counts(context.getStateStore(Counts.DETECT_STORE), measures);
        this.shared = context.getStateStore(SHARED_STORE);
        this.extractor = new FeatureExtractor(
                featureSettings,
                new StoredHostStates(context.getStateStore(SOURCES_STORE)),
                new StoredHostStates(context.getStateStore(DESTINATIONS_STORE)));
        byte[] saved = shared.get(SHARED_KEY);
        if (saved != null) {
            extractor.loadShared(saved);
        }
        this.vector = new FeatureVector(extractor.schema());
        this.scorer = new Scorer(live::served, encoder);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean timed = clock.start();
        FlowCodec.IdentifiedFlow arrived = flowCodec.decode(record.value());
        extractor.extract(arrived.flow(), vector);
        clock.lap(Stage.FEATURES);
        double score = scorer.score(vector);
        clock.lap(Stage.SCORE);
        measures.score(score);
        ScoredFlow scored =
                new ScoredFlow(arrived.id(), arrived.flow(), record.timestamp(), score, scorer.modelVersion());
        byte[] key = scored.id().value().getBytes(StandardCharsets.US_ASCII);
        counts.add(Counts.FLOWS_SCORED);
        context.forward(new Record<>(key, json.write(scored, vector), record.timestamp()), SCORED);
        clock.lap(Stage.WRITE);
        if (timed) {
            measures.latency(context.currentSystemTimeMs() - record.timestamp());
        }
        Optional<Alert> alert = alertPolicy.judge(scored, scorer);
        if (alert.isPresent()) {
            counts.add(Counts.ALERTS);
            context.forward(new Record<>(key, AlertJson.write(alert.get()), record.timestamp()), ALERTS);
        }
        saveSharedNowAndThen();
    }

    private void saveSharedNowAndThen() {
        if (++flowsSinceSave == SAVE_SHARED_EVERY_FLOWS) {
            shared.put(SHARED_KEY, extractor.saveShared());
            flowsSinceSave = 0;
        }
    }
}
