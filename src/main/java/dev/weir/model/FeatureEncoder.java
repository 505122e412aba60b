package dev.weir.model;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import java.util.List;

/**
 * Turns a {@link FeatureVector} into the pairs a linear model learns from:
 *
 * <ul>
 *   <li>a numeric column: its value over 8, within ±4, and 1 for its {@linkplain Bins bin}, or for being absent;
 *   <li>a category: 1 for the category; nothing when absent;
 *   <li>a cross of two columns: 1 for the pair of bins or categories; nothing when a category is absent.
 * </ul>
 *
 * <p>The index of a weight follows from the names of columns and from values alone, not from positions, so a schema may grow
 * and old lessons keep their meaning. Thread-safe apart from the example it writes to.
 */
public final class FeatureEncoder {
    private static final float SCALE = 1f / 8;
    private static final float MAX_SCALED = 4;
    private static final int MASK = VowpalWabbitLearner.WEIGHTS - 1;
    private static final int VALUE_SALT = 0x5bd1e995;
    private static final int CROSS_SALT = 0x1b873593;

    private final FeatureSchema schema;
    private final boolean[] numeric;
    private final int[] seeds;
    private final int[] valueIndices;
    private final int[][] binIndices;
    private final int[] crossFirst;
    private final int[] crossSecond;
    private final int[] crossSeeds;
    private final FeatureNames names;
    private final int maxSize;

    /**
     * Two columns whose values mean more together, by name.
     *
     * @param first a column of the schema
     * @param second another
     */
    public record Cross(String first, String second) {}

    /** An encoder with those of the {@linkplain StandardCrosses standard crosses} whose columns the schema has. */
    public FeatureEncoder(FeatureSchema schema) {
        this(schema, StandardCrosses.of(schema));
    }

    /** @throws IllegalArgumentException if a cross names a column that the schema does not have */
    public FeatureEncoder(FeatureSchema schema, List<Cross> crosses) {
        int columns = schema.size();
        this.schema = schema;
        this.names = new FeatureNames(schema, List.copyOf(crosses));
        this.numeric = new boolean[columns];
        this.seeds = new int[columns];
        this.valueIndices = new int[columns];
        this.binIndices = new int[columns][];
        this.crossFirst = new int[crosses.size()];
        this.crossSecond = new int[crosses.size()];
        this.crossSeeds = new int[crosses.size()];
        int size = crosses.size();
        for (int c = 0; c < columns; c++) {
            size += prepareColumn(c) ? 2 : 1;
        }
        for (int x = 0; x < crosses.size(); x++) {
            crossFirst[x] = schema.position(crosses.get(x).first());
            crossSecond[x] = schema.position(crosses.get(x).second());
            crossSeeds[x] = Mix.of(seeds[crossFirst[x]] ^ CROSS_SALT, seeds[crossSecond[x]]);
        }
        this.maxSize = size;
    }

    private boolean prepareColumn(int position) {
        FeatureSchema.Column column = schema.column(position);
        seeds[position] = Mix.ofText(column.name());
        numeric[position] = column.kind() == FeatureSchema.Kind.NUMERIC;
        if (!numeric[position]) {
            return false;
        }
        valueIndices[position] = slot(Mix.of(seeds[position], VALUE_SALT));
        names.define(valueIndices[position], column.name());
        binIndices[position] = new int[Bins.COUNT];
        for (int bin = 0; bin < Bins.COUNT; bin++) {
            binIndices[position][bin] = slot(Mix.of(seeds[position], Bins.key(bin)));
            names.define(binIndices[position][bin], column.name() + " " + Bins.name(bin));
        }
        return true;
    }

    /** The columns of the vectors it takes. */
    public FeatureSchema schema() {
        return schema;
    }

    /** The most pairs an example of this encoder can have. */
    public int maxSize() {
        return maxSize;
    }

    /**
     * Writes the pairs of a vector, in place of what the example held.
     *
     * @throws IllegalArgumentException if the vector has another schema
     */
    public void encode(FeatureVector vector, Example out) {
        if (vector.schema() != schema && !vector.schema().fingerprint().equals(schema.fingerprint())) {
            throw new IllegalArgumentException("encoder is for schema " + schema.fingerprint() + ", got a vector of "
                    + vector.schema().fingerprint());
        }
        out.clear();
        for (int c = 0; c < numeric.length; c++) {
            if (numeric[c]) {
                addNumber(c, vector.get(c), out);
            } else {
                addCategory(c, vector.get(c), out);
            }
        }
        for (int x = 0; x < crossSeeds.length; x++) {
            addCross(x, vector, out);
        }
    }

    private void addNumber(int column, float value, Example out) {
        float scaled = Math.max(-MAX_SCALED, Math.min(MAX_SCALED, value * SCALE));
        if (Math.abs(scaled) >= Pairs.MIN_VALUE) {
            out.add(valueIndices[column], scaled);
        }
        out.add(binIndices[column][Bins.of(value)], 1);
    }

    private void addCategory(int column, float value, Example out) {
        if (!Float.isNaN(value)) {
            int category = (int) value;
            int index = slot(Mix.of(seeds[column], category));
            names.remember(index, column, category, 0);
            out.add(index, 1);
        }
    }

    private void addCross(int cross, FeatureVector vector, Example out) {
        int first = crossFirst[cross];
        int second = crossSecond[cross];
        float a = vector.get(first);
        float b = vector.get(second);
        if ((Float.isNaN(a) && !numeric[first]) || (Float.isNaN(b) && !numeric[second])) {
            return;
        }
        int index = slot(Mix.of(Mix.of(crossSeeds[cross], key(first, a)), key(second, b)));
        names.remember(index, numeric.length + cross, shown(first, a), shown(second, b));
        out.add(index, 1);
    }

    private int key(int column, float value) {
        return numeric[column] ? Bins.key(Bins.of(value)) : (int) value;
    }

    private int shown(int column, float value) {
        return numeric[column] ? Bins.of(value) : (int) value;
    }

    /** A weight's name for people, such as {@code src.failure_ratio.60s in [0.5,0.75)}; {@code feature #7} for one not seen yet. */
    public String name(int index) {
        return names.name(Pairs.index(index));
    }

    /** Any weight but the constant's, which every example has already. */
    private static int slot(int hash) {
        int index = hash & MASK;
        return index == VowpalWabbitLearner.CONSTANT_INDEX ? index ^ 1 : index;
    }
}
