package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the weights from before the first lesson: a sparse table beside what is learned, which no lesson changes. Immutable. As
 * bytes: how many, then index and weight of each, in order of index.
 */
final class PriorTable {
    static final PriorTable EMPTY = new PriorTable(new int[0], new float[0]);

    private static final int ENTRY_BYTES = Integer.BYTES + Float.BYTES;

    private final int[] indices;
    private final float[] weights;
    /** The indices once more: most pairs of an example have no weight here, and that is told at once. */
    private final BitSet there = new BitSet();

    /**
     * @param indices ascending
     * @param weights one for each; finite
     */
    PriorTable(int[] indices, float[] weights) {
        this.indices = indices.clone();
        this.weights = weights.clone();
        for (int index : indices) {
            there.set(index);
        }
    }

    boolean isEmpty() {
        return indices.length == 0;
    }

    /** What the table adds to the logit of an example. */
    double logit(Example example) {
        if (isEmpty()) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < example.size(); i++) {
            int place = VowpalWabbitLearner.place(example.index(i));
            if (there.get(place)) {
                sum += (double) weights[Arrays.binarySearch(indices, place)] * Pairs.value(example.value(i));
            }
        }
        return sum;
    }

    /** Adds a part of each weight to the weights of a whole table. */
    void addTo(float[] table, double part) {
        for (int i = 0; i < indices.length; i++) {
            table[indices[i]] += (float) (part * weights[i]);
        }
    }

    /** The sum of both. */
    PriorTable plus(PriorTable other) {
        TreeMap<Integer, Float> sums = new TreeMap<>();
        for (int i = 0; i < indices.length; i++) {
            sums.put(indices[i], weights[i]);
        }
        for (int i = 0; i < other.indices.length; i++) {
            sums.merge(other.indices[i], other.weights[i], Float::sum);
        }
        int[] all = new int[sums.size()];
        float[] of = new float[all.length];
        int at = 0;
        for (Map.Entry<Integer, Float> sum : sums.entrySet()) {
            all[at] = sum.getKey();
            of[at++] = sum.getValue();
        }
        return new PriorTable(all, of);
    }

    int length() {
        return Integer.BYTES + indices.length * ENTRY_BYTES;
    }

    void put(ByteBuffer out) {
        out.putInt(indices.length);
        for (int i = 0; i < indices.length; i++) {
            out.putInt(indices[i]).putFloat(weights[i]);
        }
    }

    /** @throws DamagedModelException if no table is saved so */
    static PriorTable of(ByteBuffer in) {
        int size = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (size < 0 || size > in.remaining() / ENTRY_BYTES) {
            throw new DamagedModelException("the weights that were there before the first lesson are cut short");
        }
        int[] indices = new int[size];
        float[] weights = new float[size];
        int previous = -1;
        for (int i = 0; i < size; i++) {
            indices[i] = in.getInt();
            weights[i] = in.getFloat();
            if (indices[i] <= previous
                    || indices[i] >= WeightTable.WEIGHTS
                    || indices[i] == VowpalWabbitLearner.OFFSET_INDEX
                    || !Float.isFinite(weights[i])) {
                throw new DamagedModelException("the weights that were there before the first lesson are out of order");
            }
            previous = indices[i];
        }
        return new PriorTable(indices, weights);
    }
}
