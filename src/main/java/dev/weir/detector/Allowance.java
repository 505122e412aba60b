package dev.weir.detector;

import dev.weir.alert.ThreatKind;
import dev.weir.alert.allow.StandingRule;
import dev.weir.flow.Flow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the allowlist, and what it has done.
 *
 * @param id names it
 * @param source address, range or name; null for any
 * @param destination the same for the host contacted
 * @param port destination port; null for any
 * @param kind the only kind of alert it covers; null for all
 * @param until from when on it no longer holds
 * @param reason why
 * @param by who put it there
 * @param since when
 * @param flows how many flows would have alerted but for it, in the partitions of this process
 */
public record Allowance(
        String id,
        @Nullable String source,
        @Nullable String destination,
        @Nullable Integer port,
        @Nullable String kind,
        Instant until,
        String reason,
        String by,
        Instant since,
        long flows) {

    static Allowance of(StandingRule standing, long flows) {
        ThreatKind kind = standing.rule().kind();
        int port = standing.rule().port();
        return new Allowance(
                standing.id(),
                standing.rule().source(),
                standing.rule().destination(),
                port == Flow.ABSENT ? null : port,
                kind == null ? null : kind.word(),
                standing.rule().until(),
                standing.rule().reason(),
                standing.by(),
                standing.since(),
                flows);
    }
}
