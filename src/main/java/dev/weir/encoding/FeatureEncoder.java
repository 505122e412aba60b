package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link FeatureVector} into the pairs a linear model learns from:
 *
 * <ul>
 *   <li>a numeric column: 1 for its {@linkplain Bins bin}, or for being absent; never the number itself, since a weight learned
 *       on small numbers says nothing about a large one;
 *   <li>log-odds: the same, and the value over {@value #LOGIT_SCALE}, within ±1;
 *   <li>a category: 1 for the category; nothing when absent;
 *   <li>a cross of two columns: 1 for the pair of bins or categories; nothing when a category is absent.
 *   <li>a source of indicators that lists a host: 1, and 1 for the bin of how often it was right; nothing when none does.
 * </ul>
 *
 * <p>The index of a weight follows from the names of columns and from values alone, not from positions, so a schema may
 * grow and old lessons keep their meaning. Thread-safe apart from the example it writes to.
 */
public final class FeatureEncoder {
    public static final float LOGIT_SCALE = 8;

    private static final int MASK = WeightTable.WEIGHTS - 1;
    private static final int VALUE_SALT = 0x5bd1e995;
    private static final int CROSS_SALT = 0x1b873593;
    /** Stands for an absent category. A hash may be it by chance, one in four billion; then its crosses are missing. */
    private static final int NOTHING = 0;

    private final FeatureSchema schema;
    private final FeatureSchema.Kind[] kinds;
    private final int[] seeds;
    private final int[] logitIndices;
    private final int[][] binTokens;
    private final int[] crossFirst;
    private final int[] crossSecond;
    private final Shape shape;
    private final FeatureNames names;
    private final int maxSize;
    private final int maxPackedBytes;
    /** 0 until somebody asks for it. */
    private volatile long fingerprint;

    /** An encoder with those of the {@linkplain StandardCrosses standard crosses} whose columns the schema has. */
    public FeatureEncoder(FeatureSchema schema) {
        this(schema, StandardCrosses.of(schema));
    }

    /** @throws IllegalArgumentException if a cross names a column that the schema does not have */
    public FeatureEncoder(FeatureSchema schema, List<Cross> crosses) {
        int columns = schema.size();
        this.schema = schema;
        this.shape = new Shape(schema);
        this.names = new FeatureNames(schema, List.copyOf(crosses));
        this.kinds = new FeatureSchema.Kind[columns];
        this.seeds = new int[columns];
        this.logitIndices = new int[columns];
        this.binTokens = new int[columns][];
        this.crossFirst = new int[crosses.size()];
        this.crossSecond = new int[crosses.size()];
        for (int c = 0; c < columns; c++) {
            prepareColumn(c);
        }
        for (int x = 0; x < crosses.size(); x++) {
            crossFirst[x] = schema.position(crosses.get(x).first());
            crossSecond[x] = schema.position(crosses.get(x).second());
        }
        this.maxSize = 2 * columns + crosses.size() + ListingParts.MOST_PAIRS;
        this.maxPackedBytes = PackedColumns.MOST_BYTES_OF_CATEGORY * columns;
    }

    private void prepareColumn(int position) {
        FeatureSchema.Column column = schema.column(position);
        seeds[position] = Mix.ofText(column.name());
        kinds[position] = column.kind();
        if (column.kind() == FeatureSchema.Kind.CATEGORY) {
            return;
        }
        if (column.kind() == FeatureSchema.Kind.LOGIT) {
            logitIndices[position] = logitIndex(column.name());
            names.define(logitIndices[position], column.name());
        }
        binTokens[position] = new int[Bins.COUNT];
        for (int bin = 0; bin < Bins.COUNT; bin++) {
            binTokens[position][bin] = Mix.of(seeds[position], Bins.key(bin));
            names.define(slot(binTokens[position][bin]), column.name() + " " + Bins.name(bin));
        }
    }

    /** The index of the weight on the value of a column of log-odds. */
    public static int logitIndex(String column) {
        return slot(Mix.of(Mix.ofText(column), VALUE_SALT));
    }

    /** The columns it encodes. */
    public FeatureSchema schema() {
        return schema;
    }

    /** What the weights of a model mean that learns its pairs, as 16 hexadecimal digits: equal ones, equal pairs for equal vectors. */
    public String fingerprint() {
        return HexFormat.of().toHexDigits(fingerprintBits());
    }

    private long fingerprintBits() {
        if (fingerprint == 0) {
            fingerprint = HexFormat.fromHexDigitsToLong(EncodingFingerprint.of(schema, this::encodeUnnamed));
        }
        return fingerprint;
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
        encode(vector, out, true);
    }

    /**
     * Like {@link #encode}, and remembers no names: a third less work, where a flow now and then is enough to name a
     * weight.
     */
    public void encodeUnnamed(FeatureVector vector, Example out) {
        encode(vector, out, false);
    }

    private void encode(FeatureVector vector, Example out, boolean named) {
        requireOwn(vector);
        out.clear(maxSize, kinds.length);
        for (int c = 0; c < kinds.length; c++) {
            float value = vector.get(c);
            switch (kinds[c]) {
                case NUMERIC -> addBin(c, Bins.of(value), out);
                case LOGIT -> addLogit(c, value, out);
                case CATEGORY -> addCategory(c, value, named, out);
            }
        }
        addCrosses(named, out);
        addListings(vector.listings(), named, out);
    }

    /**
     * Does {@link #pack} and {@link #encode(FeatureVector, Example)} in one pass.
     *
     * @param named whether to remember the names of the pairs
     */
    public PackedFlow packAndEncode(FeatureVector vector, Example out, boolean named) {
        requireOwn(vector);
        out.clear(maxSize, kinds.length);
        PackedColumns columns = PackedColumns.forWriting(fingerprintBits(), vector.listings(), maxPackedBytes);
        for (int c = 0; c < kinds.length; c++) {
            float value = vector.get(c);
            switch (kinds[c]) {
                case NUMERIC -> {
                    int bin = Bins.of(value);
                    columns.putBin(bin);
                    addBin(c, bin, out);
                }
                case LOGIT -> {
                    columns.putNumber(value);
                    addLogit(c, value, out);
                }
                case CATEGORY -> {
                    columns.putCategory(value);
                    addCategory(c, value, named, out);
                }
            }
        }
        addCrosses(named, out);
        addListings(vector.listings(), named, out);
        return columns.toFlow();
    }

    private void requireOwn(FeatureVector vector) {
        if (vector.schema() != schema && !vector.schema().fingerprint().equals(schema.fingerprint())) {
            throw new IllegalArgumentException("encoder is for schema " + schema.fingerprint() + ", got a vector of "
                    + vector.schema().fingerprint());
        }
    }

    /**
     * What a model sees of a vector, to be encoded later into the very pairs that the vector gives.
     *
     * @throws IllegalArgumentException if the vector has another schema
     */
    public PackedFlow pack(FeatureVector vector) {
        requireOwn(vector);
        PackedColumns columns = PackedColumns.forWriting(fingerprintBits(), vector.listings(), maxPackedBytes);
        for (int c = 0; c < kinds.length; c++) {
            float value = vector.get(c);
            switch (kinds[c]) {
                case NUMERIC -> columns.putBin(Bins.of(value));
                case LOGIT -> columns.putNumber(value);
                case CATEGORY -> columns.putCategory(value);
            }
        }
        return columns.toFlow();
    }

    /**
     * Writes the pairs of a packed flow, in place of what the example held, and remembers their names.
     *
     * @throws IllegalArgumentException if another encoder has packed it, or none
     */
    public void encode(PackedFlow flow, Example out) {
        encode(flow, out, true);
    }

    /** Like {@link #encode(PackedFlow, Example)}, and remembers no names. */
    public void encodeUnnamed(PackedFlow flow, Example out) {
        encode(flow, out, false);
    }

    /** Whether it has packed the flow, or could have. */
    public boolean fits(PackedFlow flow) {
        return flow.encodingBits() == fingerprintBits() && PackedColumns.fit(flow, kinds);
    }

    private void encode(PackedFlow flow, Example out, boolean named) {
        if (flow.encodingBits() != fingerprintBits()) {
            throw new IllegalArgumentException(
                    "encoder is " + fingerprint() + ", got a flow packed by " + flow.encoding());
        }
        out.clear(maxSize, kinds.length);
        PackedColumns columns = PackedColumns.forReading(flow);
        for (int c = 0; c < kinds.length; c++) {
            switch (kinds[c]) {
                case NUMERIC -> addBin(c, columns.takeBin(), out);
                case LOGIT -> addLogit(c, columns.takeNumber(), out);
                case CATEGORY -> {
                    if (columns.takeIsPresent()) {
                        addCategory(c, columns.category(), named, out);
                    }
                }
            }
        }
        columns.requireEnd();
        addCrosses(named, out);
        addListings(flow.listings(), named, out);
    }

    private void addLogit(int column, float value, Example out) {
        if (Math.abs(value) >= LOGIT_SCALE * Pairs.MIN_VALUE) {
            out.add(logitIndices[column], Math.max(-1, Math.min(1, value / LOGIT_SCALE)));
        }
        addBin(column, Bins.of(value), out);
    }

    private void addBin(int column, int bin, Example out) {
        int token = binTokens[column][bin];
        out.see(column, bin, token);
        out.addOne(slot(token));
    }

    private void addCategory(int column, float value, boolean named, Example out) {
        if (!Float.isNaN(value)) {
            addCategory(column, (int) value, named, out);
        }
    }

    private void addCategory(int column, int value, boolean named, Example out) {
        int token = Mix.of(seeds[column], value);
        int index = slot(token);
        if (named) {
            names.remember(index, column, value, 0);
        }
        out.see(column, value, token);
        out.addOne(index);
    }

    private void addCrosses(boolean named, Example out) {
        int[] tokens = out.tokens();
        for (int x = 0; x < crossFirst.length; x++) {
            int first = tokens[crossFirst[x]];
            int second = tokens[crossSecond[x]];
            if (first != NOTHING && second != NOTHING) {
                int index = slot(Mix.of(first ^ CROSS_SALT, second));
                if (named) {
                    names.remember(index, kinds.length + x, out.shown(crossFirst[x]), out.shown(crossSecond[x]));
                }
                out.addOne(index);
            }
        }
        out.setShape(shape.of(out));
    }

    private void addListings(List<Listing> listings, boolean named, Example out) {
        ListingParts.each(listings, (hash, name) -> {
            int index = slot(hash);
            if (named) {
                names.rememberListing(index, name);
            }
            out.addOne(index);
        });
    }

    /**
     * A weight's name for people, such as {@code src.failure_ratio.60s in [0.5,0.75)}; {@code feature #7} for one not
     * seen yet.
     */
    public String name(int index) {
        return names.name(Pairs.index(index));
    }

    /**
     * Names of the pairs of a vector. They are made from the vector's own values, so they are right whatever was seen
     * before; two features of the vector on one weight are both named.
     *
     * @param wanted indices of weights, without repetition
     * @return the name of each; null where no pair of the vector is on that weight
     */
    public @Nullable String[] names(FeatureVector vector, int[] wanted) {
        @Nullable String[] found = new String[wanted.length];
        int[] tokens = new int[kinds.length];
        int[] shown = new int[kinds.length];
        for (int c = 0; c < kinds.length; c++) {
            boolean isCategory = kinds[c] == FeatureSchema.Kind.CATEGORY;
            if (isCategory && Float.isNaN(vector.get(c))) {
                continue;
            }
            shown[c] = isCategory ? (int) vector.get(c) : Bins.of(vector.get(c));
            tokens[c] = isCategory ? Mix.of(seeds[c], shown[c]) : binTokens[c][shown[c]];
            int place = place(wanted, slot(tokens[c]));
            if (place >= 0) {
                found[place] = FeatureNames.both(found[place], names.term(c, shown[c]));
            }
            int logitPlace = kinds[c] == FeatureSchema.Kind.LOGIT ? place(wanted, logitIndices[c]) : -1;
            if (logitPlace >= 0) {
                found[logitPlace] =
                        FeatureNames.both(found[logitPlace], schema.column(c).name());
            }
        }
        nameCrosses(tokens, shown, wanted, found);
        ListingParts.each(vector.listings(), (hash, name) -> {
            int place = place(wanted, slot(hash));
            if (place >= 0) {
                found[place] = FeatureNames.both(found[place], name);
            }
        });
        return found;
    }

    private void nameCrosses(int[] tokens, int[] shown, int[] wanted, @Nullable String[] found) {
        for (int x = 0; x < crossFirst.length; x++) {
            int first = tokens[crossFirst[x]];
            int second = tokens[crossSecond[x]];
            boolean isPair = first != NOTHING && second != NOTHING;
            int place = isPair ? place(wanted, slot(Mix.of(first ^ CROSS_SALT, second))) : -1;
            if (place >= 0) {
                found[place] =
                        FeatureNames.both(found[place], names.cross(x, shown[crossFirst[x]], shown[crossSecond[x]]));
            }
        }
    }

    /** Where an index stands among a few; -1 if it does not. */
    private static int place(int[] wanted, int index) {
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == index) {
                return i;
            }
        }
        return -1;
    }

    /** Any weight but the constant's, which every example has already. */
    private static int slot(int hash) {
        int index = hash & MASK;
        return index == WeightTable.CONSTANT_INDEX ? index ^ 1 : index;
    }
}
