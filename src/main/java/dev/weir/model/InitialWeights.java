package dev.weir.model;

import dev.weir.encoding.FeatureEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the model believes before its first lesson: the log-odds in the column {@value #COLUMN}, as they are. Being a weight
 * like any other, verdicts correct it from the first on, and the model needs no prior beside it that would have to fade.
 */
final class InitialWeights {
    static final String COLUMN = "suspicion";

    /** The encoder divides log-odds by this; together they are taken as they are. */
    private static final float WEIGHT = FeatureEncoder.LOGIT_SCALE;
    /** As if this much squared gradient had been seen: one lesson does not overturn it. */
    private static final float SEEN_GRADIENT = 10;

    private InitialWeights() {}

    /** The learner's bytes with the initial weight in them, in the form that {@link Weights#ofLearner} reads. */
    static byte[] addTo(byte[] untrained) {
        return ByteBuffer.allocate(untrained.length + Weights.ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(untrained)
                .putInt(FeatureEncoder.logitIndex(COLUMN))
                .putFloat(WEIGHT)
                .putFloat(SEEN_GRADIENT)
                .array();
    }
}
