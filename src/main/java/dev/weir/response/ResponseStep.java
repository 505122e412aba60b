package dev.weir.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a response. The newest step of a response says all there is to say of it.
 *
 * @param plan what the response is
 * @param state where it stands from now on
 * @param at when
 * @param by who took the step: a person, or {@code weir}, {@code guard}, or the name of an executor
 * @param why in words
 * @param approvedBy who has said yes so far, in order
 * @param highestScore the highest that the alert had so far, 0 to 1
 * @param until when it ends by itself: the proposal, or what is done; null once it is over
 */
public record ResponseStep(
        ResponsePlan plan,
        ResponseState state,
        Instant at,
        String by,
        String why,
        List<String> approvedBy,
        double highestScore,
        @Nullable Instant until) {
    /** Weir itself, as one who takes steps. */
    public static final String WEIR = "weir";
    /** What keeps responses from doing harm, as one who takes steps. */
    public static final String GUARD = "guard";

    /** @throws IllegalArgumentException if it is not over and has no end, or is over and has one */
    public ResponseStep {
        approvedBy = List.copyOf(approvedBy);
        if (state.isEnd() != (until == null)) {
            throw new IllegalArgumentException("a response that is " + state.word()
                    + (state.isEnd() ? " has no end to come" : " must have an end to come"));
        }
    }

    /** Names the response. */
    public String id() {
        return plan.id();
    }

    /** When it ends by itself; empty once it is over. */
    public Optional<Instant> end() {
        return Optional.ofNullable(until);
    }

    /** Whether its time is over and nobody has said so yet. */
    public boolean isOverdue(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** The same, knowing of a score that may be higher. */
    public ResponseStep withScore(double score) {
        return new ResponseStep(plan, state, at, by, why, approvedBy, Math.max(highestScore, score), until);
    }

    /** The step to a state that has an end to come. */
    public ResponseStep to(ResponseState next, Instant now, String who, String reason, Instant end) {
        return new ResponseStep(plan, next, now, who, reason, approvedBy, highestScore, end);
    }

    /** The last step. */
    public ResponseStep toEnd(ResponseState next, Instant now, String who, String reason) {
        return new ResponseStep(plan, next, now, who, reason, approvedBy, highestScore, null);
    }
}
