package dev.weir.model;

import dev.weir.encoding.FeatureEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Gives the model its belief before the first lesson: the log-odds in the column {@value #COLUMN}, as they are. Models of old logs have
 * it as a weight like any other, which verdicts hardly move; newer ones have it beside what they learn ({@link YieldingPrior}).
 */
final class InitialWeights {
    static final String COLUMN = "suspicion";

    /** The encoder divides log-odds by this; together they are taken as they are. */
    private static final float WEIGHT = FeatureEncoder.LOGIT_SCALE;
    /** As if this much squared gradient had been seen: one lesson does not overturn it. */
    static final float SEEN_GRADIENT = 10;

    /** It as a weight beside those that learn. */
    static final PriorTable TABLE = new PriorTable(new int[] {FeatureEncoder.logitIndex(COLUMN)}, new float[] {WEIGHT});

    private InitialWeights() {}

    /** The learner's bytes with the initial weight in them, in the form that {@link Weights#ofLearner} reads. */
    static byte[] addTo(byte[] untrained) {
        return with(untrained, FeatureEncoder.logitIndex(COLUMN), WEIGHT, SEEN_GRADIENT);
    }

    /** The learner's bytes with the weight in them by which an example's offset counts as it is, for good. */
    static byte[] offsetTo(byte[] untrained) {
        return with(
                untrained,
                VowpalWabbitLearner.OFFSET_INDEX,
                VowpalWabbitLearner.OFFSET_WEIGHT,
                VowpalWabbitLearner.OFFSET_SEEN);
    }

    private static byte[] with(byte[] untrained, int index, float weight, float seenGradient) {
        return ByteBuffer.allocate(untrained.length + SavedWeights.ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(untrained)
                .putInt(index)
                .putFloat(weight)
                .putFloat(seenGradient)
                .array();
    }
}
