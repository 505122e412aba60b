package dev.weir.response.playbook;

import dev.weir.flow.Host;
import dev.weir.response.AddressSet;
import dev.weir.response.AlertFacts;
import dev.weir.response.Mode;
import dev.weir.response.Target;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps alerts to actions: the first rule that matches counts, and what matches none has no response.
 */
public final class Playbook {
    private final List<Rule> rules;
    private final Networks networks;
    private final AddressSet protectedAssets;
    private final ZoneId zone;

    Playbook(List<Rule> rules, Networks networks, AddressSet protectedAssets, ZoneId zone) {
        this.rules = List.copyOf(rules);
        this.networks = networks;
        this.protectedAssets = protectedAssets;
        this.zone = zone;
    }

    /** The rule that an alert falls under, if any. */
    public Optional<Match> match(AlertFacts alert, Instant now) {
        LocalTime time = LocalTime.ofInstant(now, zone);
        Direction direction = networks.direction(alert.source(), alert.destination());
        for (Rule rule : rules) {
            Target target = target(rule.aim(), alert);
            Set<String> groups = networks.groupsOf(target.host());
            String reason = rule.condition().match(alert, direction, groups, time);
            if (reason != null) {
                return Optional.of(new Match(rule, target, reason, groups.contains(Networks.SERVERS)));
            }
        }
        return Optional.empty();
    }

    /** Its rules, in order. */
    public List<Rule> rules() {
        return rules;
    }

    /** What it says must never be touched. */
    public AddressSet protectedAssets() {
        return protectedAssets;
    }

    /** The same with all rules in one mode. */
    public Playbook in(Mode mode) {
        return new Playbook(rules.stream().map(rule -> rule.in(mode)).toList(), networks, protectedAssets, zone);
    }

    private static Target target(Aim aim, AlertFacts alert) {
        Host source = alert.source();
        Host destination = alert.destination();
        return switch (aim) {
            case SOURCE -> Target.of(source);
            case DESTINATION -> Target.of(destination);
            case PAIR -> new Target(source, destination);
        };
    }
}
