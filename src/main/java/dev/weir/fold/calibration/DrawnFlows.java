package dev.weir.fold.calibration;

import dev.weir.flow.FlowId;
import dev.weir.flow.QuickHash;

/**
 * The sample of flows whose verdicts say how often a score is right: about one in {@value #ONE_IN}, drawn by a hash of the flow's id.
 *
 * <p>Whoever knows the id knows whether a flow is drawn, so no lesson has to say it, and all who fold a log agree. What a flow looks
 * like and what it scored have no part in it: of the flows that are asked about for their score, as of all, one in {@value #ONE_IN}
 * is drawn.
 */
public final class DrawnFlows {
    /** One flow of so many is drawn. */
    static final int ONE_IN = 256;

    private static final long RANGE = 1L << 32;

    private DrawnFlows() {}

    /** Whether a flow is drawn. */
    public static boolean contains(FlowId flow) {
        return contains(place(flow));
    }

    /** Whether a flow is drawn that has this place. */
    public static boolean contains(long place) {
        return place < RANGE / ONE_IN;
    }

    /** The place of a flow in a shuffled order of all, 0 to 2^32 - 1; the lowest are drawn, and asked about first. */
    public static long place(FlowId flow) {
        return QuickHash.mix(flow.value().hashCode() * 0x9E3779B97F4A7C15L) >>> 32;
    }
}
