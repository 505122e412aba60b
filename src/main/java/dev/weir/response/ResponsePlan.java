package dev.weir.response;

import dev.weir.flow.FlowId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a response: what it would do, to whom, for how long, and why. It stays the same for the life of the response.
 *
 * @param id names the response: {@code r-} and 16 hexadecimal digits
 * @param alertId the alert it is about
 * @param flowId the flow of the alert on which it was decided
 * @param rule the rule of the playbook
 * @param reason what of the alert the rule matched, in words
 * @param mode how far the rule may go without a person
 * @param action what is done
 * @param target to whom
 * @param duration for how long, from when it is approved
 * @param keep addresses and networks that a contained host may still talk to
 * @param redirectTo where traffic goes instead; null for all but redirection
 * @param approvals how many people must say yes, where people are asked; 1 or more
 * @param offence how many times the same was done to the same target before and ran its time
 * @param modelVersion the model that scored the flow
 * @param score of the flow, 0 to 1
 * @param threshold least score of an alert then, 0 to 1
 */
public record ResponsePlan(
        String id,
        FlowId alertId,
        FlowId flowId,
        String rule,
        String reason,
        Mode mode,
        Action action,
        Target target,
        Duration duration,
        List<String> keep,
        @Nullable String redirectTo,
        int approvals,
        int offence,
        long modelVersion,
        double score,
        double threshold) {
    /** @throws IllegalArgumentException if the response would have no end, or a number is out of range */
    public ResponsePlan {
        keep = List.copyOf(keep);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a response must last for some time, got " + duration);
        }
        if (approvals < 1 || offence < 0) {
            throw new IllegalArgumentException(
                    "approvals must be 1 or more and offence 0 or more, got " + approvals + " and " + offence);
        }
    }
}
