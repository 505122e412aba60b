package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.util.List;

/**
 * Tells which flows are of one {@linkplain Example#shape shape}: those that have the same category in each of a few columns. Models
 * remember verdicts by it, so what it comes to for an encoding never changes.
 */
final class Shape {
    private static final List<String> COLUMNS = List.of("flow.sizes", "flow.packets", "flow.exact_port");
    /** Without either, how large a flow was is not known. Sensors leave bytes out where there were none. */
    private static final List<String> MEASURED = List.of("flow.source_bytes", "flow.source_packets");

    /** Empty if the schema lacks one. */
    private final int[] columns;

    private final int[] measured;

    Shape(FeatureSchema schema) {
        boolean has =
                COLUMNS.stream().allMatch(schema::has) && MEASURED.stream().allMatch(schema::has);
        this.columns = positions(COLUMNS, schema, has);
        this.measured = positions(MEASURED, schema, has);
    }

    private static int[] positions(List<String> names, FeatureSchema schema, boolean has) {
        return has ? names.stream().mapToInt(schema::position).toArray() : new int[0];
    }

    /** The shape of the flow whose columns an example has just seen; 0 if it has none. */
    int of(Example written) {
        if (!isMeasured(written)) {
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

    private boolean isMeasured(Example written) {
        for (int column : measured) {
            if (written.shown(column) != Bins.ABSENT) {
                return true;
            }
        }
        return false;
    }
}
