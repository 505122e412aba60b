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
    private int shape;
    /** By column, while it is written: the hash of what is shown there, and what that is. */
    private int[] tokens = {};

    private int[] shown = {};

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
        copy.shape = shape;
        return copy;
    }

    public void clear() {
        size = 0;
        shape = 0;
    }

    /**
     * What the flow is to the byte, as a number: flows of one shape go to the same port, ended alike, and have the same bytes
     * and packets each way. 0 if that is not known, as in lessons from before flows were packed.
     */
    public int shape() {
        return shape;
    }

    public void setShape(int shape) {
        this.shape = shape;
    }

    /** Makes room, and forgets what columns have shown. */
    void clear(int room, int columns) {
        size = 0;
        if (indices.length < room) {
            indices = new int[room];
            values = new float[room];
        }
        if (tokens.length == columns) {
            Arrays.fill(tokens, 0);
        } else {
            tokens = new int[columns];
            shown = new int[columns];
        }
    }

    void see(int column, int value, int token) {
        tokens[column] = token;
        shown[column] = value;
    }

    /** By column; 0 where nothing is shown. */
    int[] tokens() {
        return tokens;
    }

    int shown(int column) {
        return shown[column];
    }

    /** Appends a pair with the value 1. There must be room for it. */
    void addOne(int index) {
        indices[size] = index;
        values[size++] = 1;
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
