package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;

/**
 * A linear model over {@link Example}s. High = threat. Not thread-safe.
 */
public interface ThreatModel extends AutoCloseable {
    /** The logit of the threat probability, finite. Does not change what {@link #save} returns. */
    double score(Example example);

    /**
     * Moves the weights towards a verdict. The example is not changed.
     *
     * @param correction whether the lesson takes back an earlier, other verdict on the same flow
     * @return the logit before the move, what {@link #score} would have said but for rounding
     */
    double learn(Example example, Verdict verdict, boolean correction);

    /** Lessons learned since the untrained state. */
    long lessons();

    /** Everything needed to go on: loading it and learning on gives the same bytes as learning on without the break. */
    ModelState save();

    @Override
    void close();
}
