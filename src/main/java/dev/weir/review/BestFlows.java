package dev.weir.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The flows that rank highest, up to a number; of equal ranks the earlier stay. */
final class BestFlows<T> {
    private final double[] ranks;
    private final List<ReviewFlow<T>> flows;
    private int lowest;

    BestFlows(int most) {
        this.ranks = new double[most];
        this.flows = new ArrayList<>(most);
    }

    /** What a flow must rank above to be kept. */
    double least() {
        return flows.size() < ranks.length ? Double.NEGATIVE_INFINITY : ranks[lowest];
    }

    /** Takes a flow in, and returns the one that has to go for it, if any. */
    @Nullable
    ReviewFlow<T> put(double rank, ReviewFlow<T> flow) {
        ReviewFlow<T> gone = null;
        if (flows.size() < ranks.length) {
            ranks[flows.size()] = rank;
            flows.add(flow);
        } else {
            ranks[lowest] = rank;
            gone = flows.set(lowest, flow);
        }
        findLowest();
        return gone;
    }

    private void findLowest() {
        lowest = 0;
        for (int i = 1; i < flows.size(); i++) {
            lowest = ranks[i] < ranks[lowest] ? i : lowest;
        }
    }

    void removeIf(Predicate<ReviewFlow<T>> unwanted) {
        for (int i = flows.size() - 1; i >= 0; i--) {
            if (unwanted.test(flows.get(i))) {
                flows.remove(i);
                System.arraycopy(ranks, i + 1, ranks, i, flows.size() - i);
            }
        }
        findLowest();
    }

    boolean hasPair(long pair) {
        return flows.stream().anyMatch(flow -> flow.pair() == pair);
    }

    void addTo(List<ReviewFlow<T>> list) {
        list.addAll(flows);
    }
}
