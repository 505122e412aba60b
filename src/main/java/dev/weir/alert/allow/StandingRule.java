package dev.weir.alert.allow;

import java.time.Instant;

/**
 * A rule that somebody has put on the allowlist.
 *
 * @param id names it: its place on the topic, such as {@code a17}
 * @param by who did
 * @param since when
 */
public record StandingRule(String id, AllowRule rule, String by, Instant since) {
    /** The id of the rule whose event has an offset. */
    public static String idOf(long offset) {
        return "a" + offset;
    }
}
