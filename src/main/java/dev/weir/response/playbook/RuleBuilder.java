package dev.weir.response.playbook;

import dev.weir.flow.Digests;
import dev.weir.flow.Durations;
import dev.weir.flow.Spelling;
import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.Mode;
import dev.weir.yaml.StrictYaml;
import dev.weir.yaml.YamlException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a rule of what a file says. */
final class RuleBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Duration DEFAULT_DURATION = Duration.ofHours(1);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(30);

    private final Path file;
    private final List<String> internal;
    private final Map<String, List<String>> groups;

    RuleBuilder(Path file, List<String> internal, Map<String, List<String>> groups) {
        this.file = file;
        this.internal = internal;
        this.groups = groups;
    }

    Rule build(PlaybookShape.@Nullable RuleShape shape, String place) {
        if (shape == null || shape.name() == null || !NAME.matcher(shape.name()).matches()) {
            throw wrong(place + ".name", "must be 1 to 64 letters, digits or . _ -");
        }
        Action action = shape.then();
        if (action == null) {
            throw wrong(place + ".then", "must be deny, contain, redirect, investigate or notify");
        }
        Aim aim = shape.target() == null ? (action == Action.REDIRECT ? Aim.DESTINATION : Aim.SOURCE) : shape.target();
        check(shape, action, aim, place);
        return new Rule(
                shape.name(),
                condition(shape.when(), place + ".when"),
                action,
                aim,
                shape.duration() == null ? DEFAULT_DURATION : duration(shape.duration(), place + ".for"),
                shape.keep() == null ? List.of() : shape.keep(),
                shape.to(),
                shape.mode() == null ? Mode.OBSERVE : shape.mode(),
                hash(shape));
    }

    private void check(PlaybookShape.RuleShape shape, Action action, Aim aim, String place) {
        if (aim == Aim.PAIR && action != Action.DENY) {
            throw wrong(place + ".target", "can be pair only where traffic is denied");
        }
        if (shape.keep() != null && action != Action.CONTAIN) {
            throw wrong(place + ".keep", "can stand only where a host is contained");
        }
        for (String kept : shape.keep() == null ? List.<String>of() : shape.keep()) {
            if (kept == null || Addresses.network(kept).isEmpty()) {
                throw wrong(place + ".keep", "must hold addresses or networks such as 10.0.0.53 or 10.1.0.0/16");
            }
        }
        boolean hasAddress = shape.to() != null && Addresses.address(shape.to()).isPresent();
        if (hasAddress != (action == Action.REDIRECT) || (shape.to() != null && !hasAddress)) {
            throw wrong(place + ".to", "must be an address where traffic is redirected, and stand nowhere else");
        }
    }

    private Condition condition(PlaybookShape.@Nullable WhenShape when, String place) {
        if (when == null) {
            return new Condition(Set.of(), 0, null, 1, Set.of(), Set.of(), null);
        }
        double score = when.score() == null ? 0 : when.score();
        long flows = when.flows() == null ? 1 : when.flows();
        if (!(score >= 0 && score <= 1)) {
            throw wrong(place + ".score", "must be 0 to 1, got " + score);
        }
        if (flows < 1) {
            throw wrong(place + ".flows", "must be 1 or more, got " + flows);
        }
        return new Condition(
                lowerCase(when.category(), place),
                score,
                when.severity(),
                flows,
                when.direction() == null ? Set.of() : Set.copyOf(when.direction()),
                groups(when.group(), place),
                hours(when.hours(), place));
    }

    private Set<String> groups(@Nullable List<String> wanted, String place) {
        for (String name : wanted == null ? List.<String>of() : wanted) {
            if (name == null || !groups.containsKey(name)) {
                throw wrong(
                        place + ".group",
                        groups.isEmpty()
                                ? "names a group, and there are none: add it under groups"
                                : "names no group of this playbook: did you mean "
                                        + Spelling.nearest(String.valueOf(name), groups.keySet()) + "?");
            }
        }
        return wanted == null ? Set.of() : Set.copyOf(wanted);
    }

    private @Nullable Hours hours(@Nullable String text, String place) {
        try {
            return text == null ? null : Hours.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong(place + ".hours", "must be like 08:00-18:00 or 22:00-06:00, got " + YamlException.shown(text));
        }
    }

    private Duration duration(String text, String place) {
        Duration duration = Durations.parse(text).orElse(Duration.ZERO);
        if (duration.compareTo(LEAST) >= 0 && duration.compareTo(MOST) <= 0) {
            return duration;
        }
        throw wrong(place, "must be a time from 1s to 30d such as 10m or 1h, got " + YamlException.shown(text));
    }

    private Set<String> lowerCase(@Nullable List<String> names, String place) {
        Set<String> lower = new TreeSet<>();
        for (String name : names == null ? List.<String>of() : names) {
            if (name == null || name.isBlank()) {
                throw wrong(place + ".category", "must hold names such as malware");
            }
            lower.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return lower;
    }

    /** Of the rule and of what its names stand for, but not of its mode: so a rule rehearsed is the rule that acts. */
    private String hash(PlaybookShape.RuleShape rule) {
        PlaybookShape.RuleShape modeless = new PlaybookShape.RuleShape(
                rule.name(), rule.when(), rule.then(), rule.target(), rule.duration(), rule.keep(), rule.to(), null);
        return Digests.sha256Hex(StrictYaml.write(List.of(modeless, internal, groups)), 16);
    }

    private YamlException wrong(String place, String what) {
        return new YamlException(place + " in " + file + " " + what);
    }
}
