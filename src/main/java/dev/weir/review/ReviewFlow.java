package dev.weir.review;

import dev.weir.encoding.Example;
import dev.weir.fold.calibration.DrawnFlows;
import java.util.Arrays;

/** A flow in the pool: its features, and what names it. */
final class ReviewFlow<T> {
    private final double score;
    private final long place;
    private final Example example;
    private final T item;
    private final long pair;
    private volatile double steadyHours;

    /**
     * @param pair of the flow, as {@link SteadyCallers#pair} names it
     * @param steadyHours how long its pair has been calling steadily, or 0
     */
    ReviewFlow(double score, long place, Example example, T item, long pair, double steadyHours) {
        this.score = score;
        this.place = place;
        this.example = example;
        this.item = item;
        this.pair = pair;
        this.steadyHours = steadyHours;
    }

    /** When it was offered. */
    double score() {
        return score;
    }

    /** Whether chance drew it. */
    boolean isDrawn() {
        return DrawnFlows.contains(place);
    }

    /** Its {@linkplain DrawnFlows#place place} among all flows. */
    long place() {
        return place;
    }

    long pair() {
        return pair;
    }

    /** How long its pair had been calling steadily; 0 if it had not, or a verdict on the pair is known. */
    double steadyHours() {
        return steadyHours;
    }

    /** A verdict on its pair is known: it is a flow like any other. */
    void quieten() {
        steadyHours = 0;
    }

    Example example() {
        return example;
    }

    T item() {
        return item;
    }

    /** The indices of its features in ascending order. */
    int[] features() {
        int[] indices = new int[example.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = example.index(i);
        }
        Arrays.sort(indices);
        return indices;
    }

    /** Features in common of all that either has, 0 to 1; both in ascending order. */
    static double likeness(int[] one, int[] other) {
        int at = 0;
        int common = 0;
        for (int feature : one) {
            while (at < other.length && other[at] < feature) {
                at++;
            }
            if (at < other.length && other[at] == feature) {
                common++;
                at++;
            }
        }
        int all = one.length + other.length - common;
        return all == 0 ? 1 : common / (double) all;
    }
}
