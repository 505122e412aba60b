package dev.weir.model;

import java.util.Arrays;

/**
 * One ladder of bins for every numeric column: columns are ratios from 0 to 1 or logarithms up to about 30, so the steps are
 * fine up to 1 and coarser after; negative values have the same steps mirrored. Bin {@link #ABSENT} is for no value at all.
 */
final class Bins {
    /** The bin of NaN. */
    static final int ABSENT = 0;

    /** Lower edges: bin n + 1 is from edge n up to edge n + 1, the last without end. */
    private static final float[] EDGES = edges(
            0.001f, 0.02f, 0.05f, 0.1f, 0.25f, 0.5f, 0.75f, 0.9f, 0.999f, 1.5f, 2f, 2.5f, 3f, 3.5f, 4f, 5f, 6f, 7f, 8f,
            9f, 10f, 11f, 12f, 13f, 14f, 15f, 16f, 18f, 20f, 23f, 26f);

    static final int COUNT = EDGES.length + 1;

    private Bins() {}

    static int of(float value) {
        if (Float.isNaN(value)) {
            return ABSENT;
        }
        int low = 0;
        int high = EDGES.length;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (value >= EDGES[middle]) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + 1;
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
