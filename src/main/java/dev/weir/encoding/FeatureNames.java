package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * From a weight's index back to words. Bins are known beforehand; categories and crosses are remembered when seen,
 * packed into one number for each index: 16 bits say which column or cross, then 24 bits for each of two values. Where
 * two features share an index, the one seen last is named. Thread-safe; a lost race costs a name, never a score.
 */
final class FeatureNames {
    /** There are few sources; who makes up more has theirs unnamed. */
    private static final int MOST_LISTINGS = 1_024;

    private static final int VALUE_BITS = 24;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;

    private final FeatureSchema schema;
    private final List<Cross> crosses;
    private final AtomicLongArray seen = new AtomicLongArray(WeightTable.WEIGHTS);
    private final Map<Integer, String> numeric = new HashMap<>();
    private final Map<Integer, String> listings = new ConcurrentHashMap<>();

    FeatureNames(FeatureSchema schema, List<Cross> crosses) {
        this.schema = schema;
        this.crosses = crosses;
    }

    /** Names an index for good, beside what else it may mean. */
    void define(int index, String name) {
        numeric.merge(index, name, FeatureNames::both);
    }

    /** Remembers what an index was used for: a column's position, or the number of columns plus a cross's. */
    void remember(int index, int what, int first, int second) {
        long packed = ((long) (what + 1) << (2 * VALUE_BITS))
                | ((long) (first & VALUE_MASK) << VALUE_BITS)
                | (second & VALUE_MASK);
        if (seen.getPlain(index) != packed) {
            seen.setOpaque(index, packed);
        }
    }

    /** Remembers a name that is no column's. */
    void rememberListing(int index, String name) {
        if (listings.size() < MOST_LISTINGS) {
            listings.putIfAbsent(index, name);
        }
    }

    String name(int index) {
        if (index == WeightTable.CONSTANT_INDEX) {
            return "constant";
        }
        List<String> names = new ArrayList<>(2);
        Optional.ofNullable(numeric.get(index)).ifPresent(names::add);
        long packed = seen.getOpaque(index);
        if (packed != 0) {
            names.add(unpack(packed));
        }
        Optional.ofNullable(listings.get(index)).ifPresent(names::add);
        return names.stream().reduce(FeatureNames::both).orElse("feature #" + index);
    }

    /** The name of a weight that two features share; of the second alone, if there is no first. */
    static String both(@Nullable String first, String second) {
        return first == null ? second : first + " | " + second;
    }

    private String unpack(long packed) {
        int what = (int) (packed >>> (2 * VALUE_BITS)) - 1;
        int first = (int) (packed >>> VALUE_BITS) & VALUE_MASK;
        int second = (int) packed & VALUE_MASK;
        if (what < schema.size()) {
            return term(what, first);
        }
        return cross(what - schema.size(), first, second);
    }

    /** Both sides of a cross, in plain ASCII, so that every terminal shows it. */
    String cross(int position, int first, int second) {
        Cross cross = crosses.get(position);
        return term(schema.position(cross.first()), first) + " & " + term(schema.position(cross.second()), second);
    }

    /** One side: a bin of a numeric column, or a category. */
    String term(int position, int value) {
        FeatureSchema.Column column = schema.column(position);
        return column.kind() == FeatureSchema.Kind.CATEGORY
                ? column.name() + "=" + value
                : column.name() + " " + Bins.name(value);
    }
}
