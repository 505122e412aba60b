package dev.weir.detector;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureVector;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import dev.weir.wire.KeptFlow;
import dev.weir.wire.ScoredFlowJson;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What one model makes of flows that were scored before, by the features in their records. Not thread-safe. */
public final class RecordScorer {
    private final FeatureEncoder encoder;
    private final Weights weights;

    RecordScorer(FeatureEncoder encoder, ModelState model) {
        this.encoder = encoder;
        this.weights = Weights.of(model);
    }

    /** The score, 0 to 1; empty if the record has no features, or those of another release. */
    public OptionalDouble score(byte[] record) {
        Optional<Example> example = example(encoder, record);
        return example.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Scorer.probability(weights.score(example.get())));
    }

    /** A flow as the model saw it. */
    static Optional<Example> example(FeatureEncoder encoder, byte[] record) {
        ScoredFlowJson.@Nullable Taught flow = KeptFlow.read(record);
        if (flow == null || !flow.isOf(encoder.schema())) {
            return Optional.empty();
        }
        FeatureVector vector = new FeatureVector(encoder.schema());
        vector.setBytes(flow.features().bytes());
        Example example = new Example(encoder.maxSize());
        encoder.encode(vector, example);
        return Optional.of(example);
    }
}
