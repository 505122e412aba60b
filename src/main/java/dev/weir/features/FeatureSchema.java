package dev.weir.features;

import dev.weir.flow.Digests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The named columns of a {@link FeatureVector}, in order. Two schemas with the same fingerprint are the same. */
public final class FeatureSchema {
    /** How the model is to read a column. */
    public enum Kind {
        /** A magnitude, from 0 to 1 or on a log scale: the model reads it in bins. */
        NUMERIC,
        /** Log-odds that add up with those the model learns, about -8 to 8: the model reads it as it is, and in bins. */
        LOGIT,
        /** A name in the form of a whole number from 0 to 2^24, such as a port or a hash: only equality means anything. */
        CATEGORY
    }

    /**
     * One column.
     *
     * @param name lower case with dots, such as {@code src.failure_ratio.60s}
     * @param kind how to read it
     * @param description one sentence with the unit and the range
     */
    public record Column(String name, Kind kind, String description) {}

    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final String fingerprint;

    public FeatureSchema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            if (positions.put(column.name(), positions.size()) != null) {
                throw new IllegalArgumentException("column named twice: " + column.name());
            }
            text.append(column.name()).append(' ').append(column.kind()).append('\n');
        }
        this.fingerprint = shortDigest(text.toString());
    }

    public int size() {
        return columns.size();
    }

    public Column column(int position) {
        return columns.get(position);
    }

    public boolean has(String name) {
        return positions.containsKey(name);
    }

    /** @throws IllegalArgumentException if no column has the name */
    public int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("no feature column named " + name);
        }
        return position;
    }

    /** 16 hexadecimal digits over the names and kinds in order. */
    public String fingerprint() {
        return fingerprint;
    }

    private static String shortDigest(String text) {
        return Digests.sha256Hex(text, 8);
    }
}
