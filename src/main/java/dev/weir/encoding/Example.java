package dev.weir.encoding;

import java.util.Arrays;

/**
 * A feature vector as the linear learner sees it: sparse pairs of a weight's index and a value. The lesson in the model log
 * holds this form, so that folding the log needs no feature code and an old log keeps its meaning.
 *
 * <p>Mutable and reused in the path of each flow; not thread-safe.
 */
public final class Example {
    private int[] indices;
    private float[] values;
    private int size;

    public Example(int capacity) {
        this.indices = new int[capacity];
        this.values = new float[capacity];
    }

    /** An independent copy. */
    public Example copy() {
        Example copy = new Example(size);
        System.arraycopy(indices, 0, copy.indices, 0, size);
        System.arraycopy(values, 0, copy.values, 0, size);
        copy.size = size;
        return copy;
    }

    public void clear() {
        size = 0;
    }

    /**
     * Appends a pair.
     *
     * @throws IllegalArgumentException if the index is negative or the value is not finite
     */
    public void add(int index, float value) {
        if (index < 0 || !Float.isFinite(value)) {
            throw new IllegalArgumentException(
                    "pair needs an index from 0 and a finite value, got " + index + ":" + value);
        }
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size + 8);
            values = Arrays.copyOf(values, 2 * size + 8);
        }
        indices[size] = index;
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public int index(int position) {
        return indices[position];
    }

    public float value(int position) {
        return values[position];
    }
}
