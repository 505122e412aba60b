package dev.weir.bench;

import java.util.Arrays;

/** Values of which percentiles are asked for. Not thread-safe. */
final class Percentiles {
    private double[] values = new double[1_024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** The smallest value that at least this part of all is not above; NaN if there are none. */
    double at(double part) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(part * size) - 1)];
    }
}
