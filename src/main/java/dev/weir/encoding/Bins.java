package dev.weir.encoding;

import java.util.Arrays;

/**
 * One ladder of bins for every numeric column: columns are ratios from 0 to 1 or logarithms up to about 30, so the steps are
 * fine up to 1 and halves after; negative values have the same steps mirrored. Bin {@link #ABSENT} is for no value at all.
 */
final class Bins {
    /** The bin of NaN. */
    static final int ABSENT = 0;

    /** Lower edges: bin n + 1 is from edge n up to edge n + 1, the last without end. */
    private static final float[] EDGES = edges(
            0.001f, 0.02f, 0.05f, 0.1f, 0.25f, 0.5f, 0.75f, 0.9f, 0.999f, 1.5f, 2f, 2.5f, 3f, 3.5f, 4f, 4.5f, 5f, 5.5f,
            6f, 6.5f, 7f, 7.5f, 8f, 8.5f, 9f, 9.5f, 10f, 10.5f, 11f, 11.5f, 12f, 12.5f, 13f, 13.5f, 14f, 14.5f, 15f,
            15.5f, 16f, 17f, 18f, 20f, 23f, 26f);

    static final int COUNT = EDGES.length + 1;

    private static final int MAX_EDGE = 26;
    private static final int CELLS_PER_UNIT = 64;
    /** For each cell the last edge that is surely at or below its values: asked eighty times for each flow, so no search. */
    private static final int[] LOOKUP = lookup();

    private Bins() {}

    static int of(float value) {
        if (Float.isNaN(value)) {
            return ABSENT;
        }
        int edge = LOOKUP[cell(value)];
        while (edge + 1 < EDGES.length && value >= EDGES[edge + 1]) {
            edge++;
        }
        return edge + 1;
    }

    private static int cell(float value) {
        float clamped = Math.max(-MAX_EDGE, Math.min(MAX_EDGE, value));
        return (int) ((clamped + MAX_EDGE) * CELLS_PER_UNIT);
    }

    private static int[] lookup() {
        int[] lookup = new int[2 * MAX_EDGE * CELLS_PER_UNIT + 1];
        int edge = 0;
        for (int cell = 0; cell < lookup.length; cell++) {
            // One cell back: the sum in cell() may round up into the next.
            float from = (cell - 1) / (float) CELLS_PER_UNIT - MAX_EDGE;
            while (edge + 1 < EDGES.length && from >= EDGES[edge + 1]) {
                edge++;
            }
            lookup[cell] = edge;
        }
        return lookup;
    }

    /** A number that stays the same for the same bin when others are added or taken away. */
    static int key(int bin) {
        return bin == ABSENT ? Float.floatToIntBits(Float.NaN) : Float.floatToIntBits(EDGES[bin - 1]);
    }

    /** Such as {@code in [0.5,0.75)}. */
    static String name(int bin) {
        if (bin == ABSENT) {
            return "absent";
        }
        String from = bin == 1 ? "(" : "[" + text(EDGES[bin - 1]);
        return "in " + from + "," + (bin == EDGES.length ? "" : text(EDGES[bin])) + ")";
    }

    private static String text(float signedEdge) {
        float edge = signedEdge < 0 ? Math.nextDown(signedEdge) : signedEdge;
        return edge == (int) edge ? Integer.toString((int) edge) : Float.toString(edge);
    }

    private static float[] edges(float... positive) {
        float[] edges = new float[2 * positive.length + 1];
        edges[0] = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < positive.length; i++) {
            edges[positive.length + 1 + i] = positive[i];
            edges[positive.length - i] = Math.nextUp(-positive[i]);
        }
        Arrays.sort(edges);
        return edges;
    }
}
