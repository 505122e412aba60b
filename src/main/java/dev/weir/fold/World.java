package dev.weir.fold;

import java.time.Instant;
import java.util.List;

/**
 * Describes the log as it would be had some of its lessons never been given. Immutable.
 *
 * @param unlearned which lessons are left out
 */
public record World(List<Selection> unlearned) {
    /** The log with all of its lessons. */
    public static final World WHOLE = new World(List.of());

    public World {
        unlearned = List.copyOf(unlearned);
    }

    /** Whether a lesson of the log was never given here. */
    public boolean lacks(long offset, Instant at, Lesson lesson) {
        for (Selection selection : unlearned) {
            if (selection.has(offset, at, lesson)) {
                return true;
            }
        }
        return false;
    }

    /** A version up to which, and with which, two worlds have the same model: whatever they differ in lies behind. */
    long sameUpTo(World other) {
        return Math.min(firstNotIn(other), other.firstNotIn(this));
    }

    private long firstNotIn(World other) {
        return unlearned.stream()
                .filter(selection -> !other.unlearned.contains(selection))
                .mapToLong(Selection::from)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
