package dev.weir.fold;

import dev.weir.encoding.Encodings;
import dev.weir.encoding.Example;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Holds one thing to learn: a flow exactly as it was scored, and what an analyst said it was.
 *
 * @param flowId the flow
 * @param example its features as scored
 * @param packed the same as the log has it; null in a lesson from before flows were packed, which has the pairs
 * @param verdict what it was
 * @param category the kind of threat in the analyst's words; null if not said
 * @param analyst who said so
 * @param correction whether it takes back an earlier, other verdict of the same analyst on the same flow
 * @param score that the flow had when it was scored; null if chance did not draw it, or nobody kept that
 */
public record Lesson(
        FlowId flowId,
        Example example,
        @Nullable PackedFlow packed,
        Verdict verdict,
        @Nullable String category,
        String analyst,
        boolean correction,
        @Nullable Double score) {
    /** @throws IllegalArgumentException if the score is outside [0,1] */
    public Lesson {
        if (score != null && !(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be 0 to 1, got " + score);
        }
    }

    /** As logs from before flows were packed have it. */
    public Lesson(
            FlowId flowId,
            Example example,
            Verdict verdict,
            @Nullable String category,
            String analyst,
            boolean correction) {
        this(flowId, example, null, verdict, category, analyst, correction, null);
    }

    /** @throws IllegalArgumentException if this release does not know the encoding of the flow, or it is no flow of that */
    public Lesson(
            FlowId flowId,
            PackedFlow packed,
            Verdict verdict,
            @Nullable String category,
            String analyst,
            boolean correction) {
        this(flowId, Encodings.unpack(packed), packed, verdict, category, analyst, correction, null);
    }

    /** The same on a flow that had this score. */
    public Lesson scored(@Nullable Double asScored) {
        return new Lesson(flowId, example, packed, verdict, category, analyst, correction, asScored);
    }
}
