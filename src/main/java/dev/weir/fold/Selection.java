package dev.weir.fold;

import dev.weir.flow.FlowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lessons of the log, told by where they stand, who gave them, when, and on which flow; a lesson must meet all that is said.
 *
 * @param from the lowest offset that one may have
 * @param to the offset after the last that one may have; {@link #OPEN} for all before the event that has the selection
 * @param analyst who gave them; null for anybody
 * @param since the earliest time of their records; null for any
 * @param until the time that is too late; null for none
 * @param flowId the flow they are on; null for any
 */
public record Selection(
        long from,
        long to,
        @Nullable String analyst,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable FlowId flowId) {
    static final long OPEN = Long.MAX_VALUE;

    /** @throws IllegalArgumentException if no lesson can be meant */
    public Selection {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "a selection of lessons must have 0 <= from < to, got " + from + " and " + to);
        }
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException("a selection of lessons must begin before it ends");
        }
    }

    /** All that an analyst has said of a flow, as far as the log goes. */
    public static Selection ofVerdicts(FlowId flowId, String analyst, long firstLesson) {
        return new Selection(firstLesson, OPEN, analyst, null, null, flowId);
    }

    /** The lesson at one offset. */
    public static Selection ofLesson(long offset) {
        return new Selection(offset, offset + 1, null, null, null, null);
    }

    /** The same, as far as it lies in an interval. */
    public Selection within(long first, long afterLast) {
        return new Selection(Math.max(from, first), Math.min(to, afterLast), analyst, since, until, flowId);
    }

    /** Whether a lesson is one of these. */
    public boolean has(long offset, Instant at, Lesson lesson) {
        return offset >= from
                && offset < to
                && (analyst == null || analyst.equals(lesson.analyst()))
                && (since == null || !at.isBefore(since))
                && (until == null || at.isBefore(until))
                && (flowId == null || flowId.equals(lesson.flowId()));
    }
}
