package dev.weir.stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.Fuzzed;
import dev.weir.alert.Alert;
import dev.weir.alert.AlertPolicy;
import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.alert.StoryStore;
import dev.weir.alert.ThreatShapes;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedExample;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.FlowId;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.scoring.ScoredFlow;
import dev.weir.scoring.Scorer;
import dev.weir.wire.AlertJson;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.ScoredFlowJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Flows as any sender may send them, one per line, through all stages up to scored flow and alert. */
class FlowPathFuzzTest {
    private static final int MAX_FLOWS = 40;
    private static final FeatureSettings SETTINGS = FeatureSettings.defaults();
    private static final FeatureEncoder ENCODER = new FeatureEncoder(FeatureExtractor.schemaOf(SETTINGS));
    private static final ServedModel MODEL = untrained();
    private static final Scorer SCORER = new Scorer(() -> MODEL, ENCODER);
    private static final FlowReader READER = new FlowReader();
    private static final FlowCodec CODEC = new FlowCodec();
    private static final ScoredFlowJson JSON = new ScoredFlowJson();

    private final FeatureExtractor extractor =
            new FeatureExtractor(SETTINGS, new HeapHostStates(8), new HeapHostStates(8));
    private final FeatureVector vector = new FeatureVector(ENCODER.schema());
    private final AlertPolicy policy =
            new AlertPolicy(ScoringSettings.ofThreshold(0.01), AlertSettings.defaults(), 1, StoryStore.NONE);

    @FuzzTest
    void flows(byte[] lines) {
        FlowPathFuzzTest fresh = new FlowPathFuzzTest();
        String[] records = new String(lines, StandardCharsets.ISO_8859_1).split("\n", MAX_FLOWS);
        for (int i = 0; i < records.length; i++) {
            ReadResult result = READER.read(records[i].getBytes(StandardCharsets.ISO_8859_1));
            if (result instanceof ReadResult.Accepted accepted) {
                FlowId id = accepted.flow().idOr(0, i);
                byte[] encoded = CODEC.encode(id, accepted.flow());
                FlowCodec.IdentifiedFlow arrived = CODEC.decode(encoded);
                Fuzzed.requireEqual(arrived, new FlowCodec.IdentifiedFlow(id, accepted.flow()));
                fresh.detect(arrived, i);
            }
        }
    }

    private void detect(FlowCodec.IdentifiedFlow arrived, int time) {
        extractor.extract(arrived.flow(), vector);
        for (int column = 0; column < vector.schema().size(); column++) {
            if (Float.isInfinite(vector.get(column))) {
                throw new AssertionError("infinite column " + column);
            }
        }
        double score = SCORER.score(vector);
        ScoredFlow scored = new ScoredFlow(arrived.id(), arrived.flow(), time, score, SCORER.modelVersion());
        Fuzzed.requireJson(JSON.write(scored, true));
        Example learned = new Example(1);
        ENCODER.encode(ENCODER.pack(vector), learned);
        Fuzzed.requireEqual(
                Arrays.hashCode(PackedExample.pack(learned)), Arrays.hashCode(PackedExample.pack(SCORER.example())));
        if (policy.judge(scored.id(), scored.flow(), score).isAlerting()) {
            Alert alert = policy.alert(
                    scored,
                    SCORER.explain(vector, 8),
                    SCORER.category(),
                    ThreatShapes.of(
                            arrived.flow(), column -> vector.get(vector.schema().position(column))));
            JsonNode json = Fuzzed.requireJson(AlertJson.write(alert, vector));
            json.get("reasons")
                    .forEach(reason ->
                            Fuzzed.requirePrintable(reason.get("feature").textValue(), 400));
        }
    }

    private static ServedModel untrained() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            return ServedModel.of(new ModelSnapshot(0, model.save()));
        }
    }
}
