package dev.weir.detector;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import dev.weir.review.ReviewPick;
import dev.weir.scoring.ScoredFlow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Flows to review as the API tells them. */
public final class ReviewItems {
    private ReviewItems() {}

    public static ReviewItem of(ReviewPick<ScoredFlow> pick) {
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
