package dev.weir.encoding;

import java.util.Arrays;

/**
 * The pairs of an {@link Example} as the learner and the weights take them: index within the table, value within bounds, no
 * pair without effect. In arrays of exactly their number, since the native side takes whole arrays.
 */
public final class Pairs {
    /** Larger magnitudes are cut to this; a value is meant to be around 1. */
    public static final float MAX_VALUE = 16;
    /** Smaller magnitudes count as 0, before their squares vanish in single precision. */
    static final float MIN_VALUE = 1e-3f;

    private static final int INDEX_MASK = WeightTable.WEIGHTS - 1;

    private int[][] indexArrays = new int[128][];
    private double[][] valueArrays = new double[128][];
    private int size;

    /** The weight that an index of an example names. */
    public static int index(int index) {
        return index & INDEX_MASK;
    }

    /** A value as learned and scored. */
    public static float value(float value) {
        if (value == 1) {
            return 1;
        }
        if (Math.abs(value) < MIN_VALUE) {
            return 0;
        }
        return Math.max(-MAX_VALUE, Math.min(MAX_VALUE, value));
    }

    public void take(Example example) {
        size = example.size();
        growTo(size);
        int[] indices = indices();
        double[] values = values();
        int next = 0;
        for (int i = 0; i < indices.length; i++) {
            float value = value(example.value(i));
            if (value != 0) {
                indices[next] = index(example.index(i));
                values[next++] = value;
            }
        }
        if (next < size) {
            cutTo(next);
        }
    }

    private void cutTo(int length) {
        int[] indices = indices();
        double[] values = values();
        size = length;
        growTo(length);
        System.arraycopy(indices, 0, indices(), 0, length);
        System.arraycopy(values, 0, values(), 0, length);
    }

    public int[] indices() {
        return indexArrays[size];
    }

    public double[] values() {
        return valueArrays[size];
    }

    private void growTo(int length) {
        if (length >= indexArrays.length) {
            indexArrays = Arrays.copyOf(indexArrays, length + 128);
            valueArrays = Arrays.copyOf(valueArrays, length + 128);
        }
        if (indexArrays[length] == null) {
            indexArrays[length] = new int[length];
            valueArrays[length] = new double[length];
        }
    }
}
