package dev.weir.desk;

import org.jspecify.annotations.Nullable;

/**
 * An event of the model log.
 *
 * @param version of the model that it made: the offset after it
 * @param kind {@code lesson}, {@code checkpoint}, {@code rollback}, {@code install}, {@code unlearn} or {@code relearn}
 * @param atMillis when it was written
 * @param by who: the analyst of a lesson, or who asked
 * @param flowId the flow of a lesson, or of lessons that were unlearned; else null
 * @param verdict of a lesson; else null
 * @param category of a lesson; else null
 * @param correction whether a lesson takes back an earlier one
 * @param name of a checkpoint, or of the analyst whose lessons were unlearned; else null
 * @param toVersion where a rollback leads, the first version that an unlearning changes, or the version of the unlearning that was taken
 *     back; else null
 */
public record KeptEvent(
        long version,
        String kind,
        long atMillis,
        String by,
        @Nullable String flowId,
        @Nullable String verdict,
        @Nullable String category,
        boolean correction,
        @Nullable String name,
        @Nullable Long toVersion) {}
