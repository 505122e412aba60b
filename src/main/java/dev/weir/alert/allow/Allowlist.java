package dev.weir.alert.allow;

import dev.weir.alert.ThreatKind;
import dev.weir.flow.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of what is allowed on this network. Immutable: a change is another list. */
public final class Allowlist {
    /** The most rules there may be: each is tried for each flow that would alert. */
    public static final int MAX_RULES = 1_000;

    private static final Allowlist NONE = new Allowlist(List.of());

    private final List<StandingRule> rules;

    /** @throws IllegalArgumentException if there are more than {@value #MAX_RULES} */
    public Allowlist(List<StandingRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException(
                    "an allowlist may have " + MAX_RULES + " rules, got " + rules.size() + "; use ranges");
        }
        this.rules = List.copyOf(rules);
    }

    /** Nothing is allowed. */
    public static Allowlist none() {
        return NONE;
    }

    /** The first rule that covers an alerting flow of this kind at this time. */
    public Optional<StandingRule> covering(Flow flow, ThreatKind kind, Instant now) {
        for (StandingRule rule : rules) {
            if (rule.rule().covers(flow, kind, now)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    public List<StandingRule> rules() {
        return rules;
    }
}
