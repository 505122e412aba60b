package dev.weir.alert;

import dev.weir.flow.FlowId;
import dev.weir.flow.ThreatCategory;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.ScoredFlow;
import java.util.Optional;

/**
 * Flows of one story that an analyst should look at, as they stand at one of them.
 *
 * @param id names the alert: the id of its first flow
 * @param scored the flow that raised or renewed it, and its score
 * @param severity how urgent; the highest so far
 * @param explanation what made the score
 * @param category what kind of threat that flow would be; empty as long as no verdict has named one
 * @param threat what kind of threat it looks like without any verdict
 * @param rule by what the threshold was set
 * @param threshold least score of an alert when this one came, 0 to 1
 * @param story what the flows have in common, and how many there are
 */
public record Alert(
        FlowId id,
        ScoredFlow scored,
        Severity severity,
        ScoreExplanation explanation,
        Optional<ThreatCategory> category,
        Threat threat,
        AlertRule rule,
        double threshold,
        Story story) {
    /**
     * What the flows of an alert have in common.
     *
     * @param kind the service they ask for, or protocol and port; {@code many ports} of one source, or {@code many sources} with the kind
     * @param count flows so far, 1 or more
     * @param firstSeenMicros start of the first, microseconds since 1970-01-01T00:00Z
     * @param lastSeenMicros start of the last
     * @param destinations hosts contacted, about: exact for few, within 5 % up to a thousand, at most some thousands
     */
    public record Story(String kind, long count, long firstSeenMicros, long lastSeenMicros, int destinations) {}
}
