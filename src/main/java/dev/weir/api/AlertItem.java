package dev.weir.api;

import dev.weir.alert.Severity;
import dev.weir.desk.AlertRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert in a list, as JSON has it.
 *
 * @param alertId names it
 * @param raisedAt when it was raised
 * @param state {@code open}, {@code malicious} or {@code benign}: what analysts have made of it
 * @param kind what its flows have in common
 * @param category kind of threat; null as long as no verdict has named one
 * @param threat what it looks like without any verdict, such as {@code port-scan}; null if the record does not say
 * @param score the highest so far, in [0,1]
 * @param scoreNow what the newest model makes of its newest flow; null if that cannot be told any more
 * @param severity by the highest score
 * @param srcIp source of the newest flow
 * @param dstIp destination of the newest flow
 * @param service of the newest flow; null if absent
 * @param count flows so far
 * @param destinations hosts contacted, about
 * @param firstSeen start of the first flow
 * @param lastSeen start of the last
 * @param modelVersion that scored the newest flow
 * @param assignee who looks after it; null if nobody does
 */
record AlertItem(
        String alertId,
        Instant raisedAt,
        String state,
        String kind,
        @Nullable String category,
        @Nullable String threat,
        double score,
        @Nullable Double scoreNow,
        String severity,
        String srcIp,
        String dstIp,
        @Nullable String service,
        long count,
        int destinations,
        Instant firstSeen,
        Instant lastSeen,
        long modelVersion,
        @Nullable String assignee) {
    static AlertItem of(AlertRow row, @Nullable Double scoreNow) {
        return new AlertItem(
                row.id(),
                Instant.ofEpochMilli(row.raisedAtMillis()),
                row.state().word(),
                row.kind(),
                row.category(),
                row.threat(),
                row.score(),
                scoreNow,
                Severity.ofScore(row.score()).word(),
                row.source(),
                row.destination(),
                row.service(),
                row.flows(),
                row.destinations(),
                Instant.ofEpochMilli(row.firstSeenMillis()),
                Instant.ofEpochMilli(row.lastSeenMillis()),
                row.modelVersion(),
                row.assignee());
    }
}
