package dev.weir.detector;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import dev.weir.review.ReviewPick;
import dev.weir.scoring.ScoredFlow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A flow whose verdict would teach much.
 *
 * @param flowId what to give the verdict on
 * @param reason why: {@code high} score, {@code uncertain}, {@code novel}, of a {@code steady} caller or {@code drawn} by chance
 * @param score what the newest model makes of it, in [0,1]; high = threat
 * @param novelty part of its features that no lesson has touched yet, in [0,1]
 * @param at start of the flow
 * @param srcIp who opened the flow
 * @param srcPort 0 to 65535; null if absent
 * @param dstIp who was contacted
 * @param dstPort 0 to 65535; null if absent
 * @param proto name or number of the protocol
 * @param service application protocol as the sensor names it; null if absent
 */
public record ReviewItem(
        String flowId,
        String reason,
        double score,
        double novelty,
        Instant at,
        String srcIp,
        @Nullable Integer srcPort,
        String dstIp,
        @Nullable Integer dstPort,
        String proto,
        @Nullable String service) {
    static ReviewItem of(ReviewPick<ScoredFlow> pick) {
        Flow flow = pick.item().flow();
        return new ReviewItem(
                pick.item().id().value(),
                pick.reason().word(),
                pick.score(),
                pick.novelty(),
                Instant.EPOCH.plus(flow.timestampMicros(), ChronoUnit.MICROS),
                flow.source().text(),
                port(flow.sourcePort()),
                flow.destination().text(),
                port(flow.destinationPort()),
                Protocol.name(flow.protocol()),
                flow.service());
    }

    private static @Nullable Integer port(int port) {
        return port == Flow.ABSENT ? null : port;
    }
}
