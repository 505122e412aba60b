package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.util.List;

/**
 * Tells which flows are of one {@linkplain Example#shape shape}: those that have the same category in each of a few columns. Models
 * remember verdicts by it, so what it comes to for an encoding never changes.
 */
final class Shape {
    private static final List<String> COLUMNS = List.of("flow.sizes", "flow.exact_port", "flow.state");
    /** Without it, how large a flow was is not known. */
    private static final String MEASURED = "flow.source_bytes";

    /** Empty if the schema lacks one. */
    private final int[] columns;

    private final int measured;

    Shape(FeatureSchema schema) {
        boolean has = schema.has(MEASURED) && COLUMNS.stream().allMatch(schema::has);
        this.columns = has ? COLUMNS.stream().mapToInt(schema::position).toArray() : new int[0];
        this.measured = has ? schema.position(MEASURED) : 0;
    }

    /** The shape of the flow whose columns an example has just seen; 0 if it has none. */
    int of(Example written) {
        if (columns.length == 0 || written.shown(measured) == Bins.ABSENT) {
            return 0;
        }
        int[] tokens = written.tokens();
        int shape = 0;
        for (int column : columns) {
            if (tokens[column] == 0) {
                return 0;
            }
            shape = Mix.of(shape, tokens[column]);
        }
        return shape;
    }
}
