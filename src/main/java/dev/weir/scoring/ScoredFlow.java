package dev.weir.scoring;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;

/**
 * A flow and what the detector thinks of it.
 *
 * @param id names the flow
 * @param flow what the sensor reported
 * @param scoredAtMillis time of the record that brought it, milliseconds since 1970-01-01T00:00Z
 * @param score threat probability in [0,1]; high = threat
 * @param modelVersion the model that scored it
 */
public record ScoredFlow(FlowId id, Flow flow, long scoredAtMillis, double score, long modelVersion) {
    /** @throws IllegalArgumentException if the score is outside [0,1] */
    public ScoredFlow {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be 0 to 1, got " + score);
        }
    }
}
