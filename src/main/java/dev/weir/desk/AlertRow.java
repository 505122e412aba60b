package dev.weir.desk;

import org.jspecify.annotations.Nullable;

/**
 * An alert as it stands in a list.
 *
 * @param number its place in the order of time
 * @param id names it
 * @param raisedAtMillis when it was raised
 * @param state what analysts have made of it
 * @param kind what its flows have in common
 * @param category kind of threat; null as long as no verdict has named one
 * @param score the highest so far
 * @param source host of the newest flow
 * @param destination host of the newest flow
 * @param service of the newest flow; null if absent
 * @param flows how many it has
 * @param destinations hosts contacted, about
 * @param firstSeenMillis start of the first flow
 * @param lastSeenMillis start of the last
 * @param modelVersion that scored the newest flow
 * @param threat what it looks like without any verdict; null if the record does not say
 * @param assignee who looks after it; null if nobody does
 */
public record AlertRow(
        long number,
        String id,
        long raisedAtMillis,
        AlertState state,
        String kind,
        @Nullable String category,
        double score,
        String source,
        String destination,
        @Nullable String service,
        long flows,
        int destinations,
        long firstSeenMillis,
        long lastSeenMillis,
        long modelVersion,
        @Nullable String threat,
        @Nullable String assignee) {}
