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
 */
public record Lesson(
        FlowId flowId,
        Example example,
        @Nullable PackedFlow packed,
        Verdict verdict,
        @Nullable String category,
        String analyst,
        boolean correction) {
    /** As logs from before flows were packed have it. */
    public Lesson(
            FlowId flowId,
            Example example,
            Verdict verdict,
            @Nullable String category,
            String analyst,
            boolean correction) {
        this(flowId, example, null, verdict, category, analyst, correction);
    }

    /** @throws IllegalArgumentException if this release does not know the encoding of the flow, or it is no flow of that */
    public Lesson(
            FlowId flowId,
            PackedFlow packed,
            Verdict verdict,
            @Nullable String category,
            String analyst,
            boolean correction) {
        this(flowId, Encodings.unpack(packed), packed, verdict, category, analyst, correction);
    }
}
