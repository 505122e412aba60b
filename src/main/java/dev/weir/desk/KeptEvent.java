package dev.weir.desk;

import org.jspecify.annotations.Nullable;

/**
 * An event of the model log.
 *
 * @param version of the model that it made: the offset after it
 * @param kind {@code lesson}, {@code checkpoint}, {@code rollback} or {@code install}
 * @param atMillis when it was written
 * @param by who: the analyst of a lesson, or who asked
 * @param flowId the flow of a lesson; else null
 * @param verdict of a lesson; else null
 * @param category of a lesson; else null
 * @param correction whether a lesson takes back an earlier one
 * @param name of a checkpoint; else null
 * @param toVersion where a rollback leads; else null
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
