package dev.weir.detector.lessons;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import dev.weir.wire.KeptFlow;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /**
     * A flow as the model saw it.
     *
     * @param record of an alert, or what is kept of a record of the scored topic
     */
    public static Optional<Example> example(FeatureEncoder encoder, byte[] record) {
        return packed(encoder, record).map(flow -> {
            Example example = new Example(encoder.maxSize());
            encoder.encode(flow, example);
            return example;
        });
    }

    /** The same, packed. */
    static Optional<PackedFlow> packed(FeatureEncoder encoder, byte[] record) {
        return Optional.ofNullable(KeptFlow.read(record, encoder)).map(KeptFlow::flow);
    }
}
