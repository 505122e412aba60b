package dev.weir.stream.store;

import dev.weir.flow.FlowId;
import dev.weir.model.Weights;
import dev.weir.review.RecentFlows;
import dev.weir.review.ReviewPick;
import dev.weir.review.ReviewPool;
import dev.weir.scoring.ScoredFlow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The recent flows that each task of this process keeps for review. Thread-safe. */
public final class ReviewPools {
    private final List<ReviewPool<ScoredFlow>> pools = new CopyOnWriteArrayList<>();
    private final RecentFlows recent = new RecentFlows();

    /** All recent flows, and the score from which flows alert. */
    public RecentFlows recent() {
        return recent;
    }

    /**
     * A pool for a task.
     *
     * @param seed of its chance
     */
    public ReviewPool<ScoredFlow> open(long seed) {
        ReviewPool<ScoredFlow> pool = new ReviewPool<>(seed);
        pools.add(pool);
        return pool;
    }

    /** The task has gone elsewhere; so have its flows. */
    public void close(ReviewPool<ScoredFlow> pool) {
        pools.remove(pool);
    }

    /** A flow has got its verdict. */
    public void forget(FlowId taught) {
        // Their texts: the comparison that a record makes itself took a quarter of the time of a lesson.
        pools.forEach(pool -> pool.told(flow -> flow.id().value().equals(taught.value())));
    }

    /** The flows whose verdict would teach most, the first the best. */
    public List<ReviewPick<ScoredFlow>> pick(int most, Weights newest) {
        return ReviewPool.pick(pools, most, newest);
    }
}
