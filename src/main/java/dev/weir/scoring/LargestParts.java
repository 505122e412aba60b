package dev.weir.scoring;

import dev.weir.encoding.Example;
import dev.weir.model.Weights;
import java.util.Arrays;

/**
 * Which weights moved the logit of an example the most, the largest first, and of equal ones that with the lower index.
 * Pairs on one weight count together. Filled over and over, since under an attack most flows are explained; only what
 * is handed out is allocated. Not thread-safe.
 */
final class LargestParts {
    private long[] order = new long[0];
    private int[] indices = new int[0];
    private double[] logits = new double[0];
    private int size;

    /** @param most how many to find at most */
    void find(Weights weights, Example example, int most) {
        sortByWeight(example);
        makeRoomFor(Math.min(most, example.size()));
        size = 0;
        for (int i = 0; i < example.size(); ) {
            int index = (int) (order[i] >>> Integer.SIZE);
            double logit = 0;
            for (; i < example.size() && (int) (order[i] >>> Integer.SIZE) == index; i++) {
                logit += weights.part(example, (int) order[i]);
            }
            if (logit != 0) {
                place(index, logit, most);
            }
        }
    }

    private void sortByWeight(Example example) {
        if (order.length < example.size()) {
            order = new long[example.size()];
        }
        for (int i = 0; i < example.size(); i++) {
            order[i] = (long) Weights.index(example.index(i)) << Integer.SIZE | i;
        }
        Arrays.sort(order, 0, example.size());
    }

    private void makeRoomFor(int most) {
        if (indices.length < most) {
            indices = new int[most];
            logits = new double[most];
        }
    }

    private void place(int index, double logit, int most) {
        int at = size;
        while (at > 0 && Math.abs(logits[at - 1]) < Math.abs(logit)) {
            at--;
        }
        if (at >= most) {
            return;
        }
        size = Math.min(size + 1, most);
        System.arraycopy(indices, at, indices, at + 1, size - at - 1);
        System.arraycopy(logits, at, logits, at + 1, size - at - 1);
        indices[at] = index;
        logits[at] = logit;
    }

    /** The indices of those found. */
    int[] indices() {
        return Arrays.copyOf(indices, size);
    }

    /** What one of them adds. */
    double logit(int place) {
        return logits[place];
    }
}
