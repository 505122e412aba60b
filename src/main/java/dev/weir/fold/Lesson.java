package dev.weir.fold;

import dev.weir.encoding.Example;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One thing to learn: a flow exactly as it was scored, and what an analyst said it was.
 *
 * @param flowId the flow
 * @param example its features as scored
 * @param verdict what it was
 * @param category the kind of threat in the analyst's words; null if not said
 * @param analyst who said so
 * @param correction whether it takes back an earlier, other verdict of the same analyst on the same flow
 */
public record Lesson(
        FlowId flowId,
        Example example,
        Verdict verdict,
        @Nullable String category,
        String analyst,
        boolean correction) {}
