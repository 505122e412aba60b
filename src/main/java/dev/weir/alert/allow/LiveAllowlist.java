package dev.weir.alert.allow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The allowlist as the events on its topic make it, in their order; alike on every instance. Beyond {@value Allowlist#MAX_RULES}
 * rules an event adds nothing. Thread-safe.
 */
public final class LiveAllowlist {
    private volatile Allowlist rules = Allowlist.none();
    private volatile long nextOffset;

    /**
     * Takes in an event; one that was taken in before gives a rule that stands its words, and changes nothing else.
     *
     * @param at when it was written
     */
    public synchronized void apply(long offset, Instant at, AllowEvent event) {
        if (offset < nextOffset) {
            renew(StandingRule.idOf(offset), event);
            return;
        }
        List<StandingRule> changed = new ArrayList<>(rules.rules());
        if (event instanceof AllowEvent.Allow allow) {
            changed.removeIf(old -> !at.isBefore(old.rule().until()));
            if (changed.size() < Allowlist.MAX_RULES) {
                changed.add(new StandingRule(StandingRule.idOf(offset), allow.rule(), allow.by(), at));
            }
        } else if (event instanceof AllowEvent.Disallow disallow) {
            changed.removeIf(rule -> rule.id().equals(disallow.id()));
        }
        rules = new Allowlist(changed);
        nextOffset = offset + 1;
    }

    /** A reason may have been written anew without a host that it named. */
    private void renew(String id, AllowEvent event) {
        if (event instanceof AllowEvent.Allow allow) {
            rules = new Allowlist(rules.rules().stream()
                    .map(old -> old.id().equals(id) ? new StandingRule(id, allow.rule(), allow.by(), old.since()) : old)
                    .toList());
        }
    }

    /** What stands now. */
    public Allowlist rules() {
        return rules;
    }

    /** The offset after that of the last event that was taken in. */
    public long nextOffset() {
        return nextOffset;
    }
}
