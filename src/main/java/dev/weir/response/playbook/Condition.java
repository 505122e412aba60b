package dev.weir.response.playbook;

import dev.weir.alert.Severity;
import dev.weir.response.AlertFacts;
import dev.weir.response.Decimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of an alert.
 *
 * @param categories one of these; empty for any or none
 * @param score at least this, 0 to 1
 * @param severity at least this; null for any
 * @param flows at least so many
 * @param directions one of these; empty for any
 * @param groups the target must be in one of these; empty for any
 * @param hours it must come within these; null for any
 */
record Condition(
        Set<String> categories,
        double score,
        @Nullable Severity severity,
        long flows,
        Set<Direction> directions,
        Set<String> groups,
        @Nullable Hours hours) {
    /**
     * What of the alert matches, in words; null if it does not.
     *
     * @param targetGroups the groups that the target is in
     */
    @Nullable
    String match(AlertFacts alert, Direction direction, Set<String> targetGroups, LocalTime time) {
        if (alert.score() < score || alert.flows() < flows || !isSevere(alert) || !isWithin(time)) {
            return null;
        }
        if (!directions.isEmpty() && !directions.contains(direction)) {
            return null;
        }
        String category = first(categories, alert.categories());
        String group = first(groups, targetGroups);
        if ((category == null && !categories.isEmpty()) || (group == null && !groups.isEmpty())) {
            return null;
        }
        return words(alert, direction, category, group, time);
    }

    private boolean isSevere(AlertFacts alert) {
        return severity == null || alert.severity().compareTo(severity) >= 0;
    }

    private boolean isWithin(LocalTime time) {
        return hours == null || hours.contain(time);
    }

    private String words(
            AlertFacts alert, Direction direction, @Nullable String category, @Nullable String group, LocalTime time) {
        List<String> words = new ArrayList<>();
        if (category != null) {
            words.add("category " + category);
        }
        words.add("score " + Decimal.of(alert.score()) + (score > 0 ? " (" + Decimal.of(score) + " or more)" : ""));
        if (severity != null) {
            words.add("severity " + alert.severity().word());
        }
        if (flows > 1) {
            words.add(alert.flows() + " flows (" + flows + " or more)");
        }
        if (!directions.isEmpty()) {
            words.add(direction.word());
        }
        if (group != null) {
            words.add("group " + group);
        }
        if (hours != null) {
            words.add("at " + time.withSecond(0).withNano(0) + " within " + hours);
        }
        return String.join(", ", words);
    }

    /** The first in alphabetical order that both have; null if there is none. */
    private static @Nullable String first(Set<String> wanted, Set<String> present) {
        if (wanted.isEmpty()) {
            return null;
        }
        Set<String> both = new TreeSet<>(wanted);
        both.retainAll(present);
        return both.isEmpty() ? null : both.iterator().next();
    }
}
