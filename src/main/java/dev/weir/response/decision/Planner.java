package dev.weir.response.decision;

import dev.weir.flow.Digests;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import dev.weir.response.AlertFacts;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import dev.weir.response.Target;
import dev.weir.response.playbook.Match;
import dev.weir.response.playbook.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a rule that matched: under which id, to whom in one spelling, for how long. */
final class Planner {
    private static final int ID_BYTES = 8;
    private static final int MOST_DOUBLINGS = 30;

    private final DecisionSettings settings;
    private final ResponseBook book;

    Planner(DecisionSettings settings, ResponseBook book) {
        this.settings = settings;
        this.book = book;
    }

    /** @param ordinal how many responses to the alert there were before */
    ResponsePlan plan(AlertFacts alert, Match match, Target target, int ordinal) {
        Rule rule = match.rule();
        int offence = book.timesExpired(rule.action(), target);
        return new ResponsePlan(
                id(alert, rule, ordinal),
                alert.alertId(),
                alert.flowId(),
                rule.name(),
                match.reason(),
                rule.mode(),
                rule.action(),
                target,
                duration(rule.duration(), offence),
                rule.keep(),
                rule.redirectTo(),
                match.isServer() ? 2 : 1,
                offence,
                alert.modelVersion(),
                alert.score(),
                alert.threshold());
    }

    /** The target with its addresses in one spelling; what is no address stays as it is. */
    static Target canonical(Target target) {
        return new Target(canonical(target.host()), target.peer() == null ? null : canonical(target.peer()));
    }

    private static Host canonical(Host host) {
        return Addresses.canonical(host).orElse(host);
    }

    /** Doubled for each offence before, up to the longest; a rule that asks for longer than that gets what it asks for. */
    private Duration duration(Duration asked, int offence) {
        if (asked.compareTo(settings.longest()) >= 0) {
            return asked;
        }
        Duration doubled = asked.multipliedBy(1L << Math.min(offence, MOST_DOUBLINGS));
        return doubled.compareTo(settings.longest()) > 0 ? settings.longest() : doubled;
    }

    private static String id(AlertFacts alert, Rule rule, int ordinal) {
        String text = alert.alertId() + " " + rule.name() + " " + ordinal;
        return "r-" + Digests.sha256Hex(text, ID_BYTES);
    }

    /** The latest response to an alert that does the same to the same; null if there is none. */
    @Nullable
    ResponseStep latestAlike(AlertFacts alert, Rule rule, Target target) {
        ResponseStep latest = null;
        for (ResponseStep step : book.ofAlert(alert.alertId())) {
            if (step.plan().action() == rule.action() && step.plan().target().equals(target)) {
                latest = step;
            }
        }
        return latest;
    }
}
