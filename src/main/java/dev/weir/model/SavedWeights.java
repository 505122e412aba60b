package dev.weir.model;

import dev.weir.encoding.Mix;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the places of weights: in what Vowpal Wabbit 9.3.0 saves under {@code --save_resume}, and in the table. */
final class SavedWeights {
    /** Logits stay within plus and minus this. */
    static final float MAX_LOGIT = 50;

    /** An index, the weight, and a number only learning needs. */
    static final int ENTRY_BYTES = 12;

    private SavedWeights() {}

    /**
     * Reads the end of the saved bytes: an entry for each weight that is not 0, in order of index.
     *
     * @param head bytes before the entries, as many as the whole untrained learner has
     * @throws DamagedModelException if no learner saves such bytes
     */
    static float[] table(byte[] saved, int head) {
        if (saved.length < head || (saved.length - head) % ENTRY_BYTES != 0) {
            throw new DamagedModelException("the learner's bytes have a length that no saved model has");
        }
        ByteBuffer buffer = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        float[] weights = new float[WeightTable.WEIGHTS];
        int previous = -1;
        for (int at = head; at < saved.length; at += ENTRY_BYTES) {
            int index = buffer.getInt(at);
            if (index <= previous || index >= weights.length) {
                throw new DamagedModelException("the learner's weights are out of order at byte " + at);
            }
            weights[index] = buffer.getFloat(at + 4);
            previous = index;
        }
        return weights;
    }

    /** Where a slot of a {@link CategoryLearner} has the weight of a feature; never the weight that all slots share. */
    static int index(int index, int slot) {
        int mixed = Pairs.index(Mix.of(slot + 1, Pairs.index(index)));
        return mixed == WeightTable.CONSTANT_INDEX ? mixed ^ 1 : mixed;
    }
}
