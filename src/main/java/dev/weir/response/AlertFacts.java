package dev.weir.response;

import dev.weir.alert.Severity;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import java.util.Set;

/**
 * The facts of an alert that a response is decided on.
 *
 * @param alertId the alert
 * @param flowId the flow that raised or renewed it
 * @param source who opened that flow
 * @param destination who was contacted
 * @param categories the kinds of threat it is taken for, and what its flows have in common, in lower case
 * @param severity the highest so far
 * @param score threat probability of that flow, 0 to 1
 * @param threshold least score of an alert when it came, 0 to 1
 * @param modelVersion the model that scored it
 * @param flows how many flows it has, 1 or more
 */
public record AlertFacts(
        FlowId alertId,
        FlowId flowId,
        Host source,
        Host destination,
        Set<String> categories,
        Severity severity,
        double score,
        double threshold,
        long modelVersion,
        long flows) {
    /** @throws IllegalArgumentException if a number is outside its range */
    public AlertFacts {
        categories = Set.copyOf(categories);
        if (!(score >= 0 && score <= 1) || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "score and threshold must be 0 to 1, got " + score + " and " + threshold);
        }
        if (flows < 1 || modelVersion < 0) {
            throw new IllegalArgumentException(
                    "flows must be 1 or more and the model version 0 or more, got " + flows + " and " + modelVersion);
        }
    }
}
