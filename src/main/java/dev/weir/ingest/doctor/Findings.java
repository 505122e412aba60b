package dev.weir.ingest.doctor;

import java.util.List;
import java.util.Map;

/**
 * What was found in a file of flows.
 *
 * @param records how many records it has
 * @param flows how many of them are flows
 * @param formats how many flows each format brought, the most first
 * @param fieldsRead the names of fields that Weir reads
 * @param fieldsIgnored the names of fields that it does not
 * @param told how many flows tell each of {@link Told}
 * @param oneWay how many flows tell nothing of what the destination sent
 * @param sampled whether records carry a rate of sampling above 1
 * @param times when the flows were
 * @param repeatedIds how many flows have the id of an earlier one
 * @param malicious how many flows are labelled malicious
 * @param benign how many flows are labelled benign
 * @param deadLetters what is no flow, by reason, the most first
 */
public record Findings(
        long records,
        long flows,
        Map<String, Long> formats,
        List<String> fieldsRead,
        List<String> fieldsIgnored,
        Map<Told, Long> told,
        long oneWay,
        boolean sampled,
        Times times,
        long repeatedIds,
        long malicious,
        long benign,
        List<DeadLetters> deadLetters) {

    /** What a flow may tell beside its ends, its protocol and its time. */
    public enum Told {
        ID,
        PORTS,
        DURATION,
        BYTES,
        PACKETS,
        STATE,
        SERVICE
    }

    /**
     * When flows were, in seconds since 1970; all 0 without a flow.
     *
     * @param first the earliest
     * @param last the latest
     * @param outOfOrder how many began before the one in front of them
     * @param furthestBackSeconds the longest way back from the latest so far
     * @param aheadOfClockSeconds how far the latest lies after the clock of this machine; 0 if it does not
     */
    public record Times(
            double first, double last, long outOfOrder, double furthestBackSeconds, double aheadOfClockSeconds) {}

    /**
     * Records that are no flows for the same reason.
     *
     * @param reason the reason's code
     * @param count how many
     * @param expected whether they are other logs, events and headers, in which no flow is lost
     * @param samples some of them
     */
    public record DeadLetters(String reason, long count, boolean expected, List<Sample> samples) {}

    /**
     * One record that is no flow.
     *
     * @param line its line in the file, counted from 1
     * @param detail why it is none
     * @param record its beginning, printable
     */
    public record Sample(long line, String detail, String record) {}

    /** How many records should have been flows and are not. */
    public long lost() {
        return deadLetters.stream()
                .filter(letters -> !letters.expected())
                .mapToLong(DeadLetters::count)
                .sum();
    }

    /** Whether the file can be relied on: it has flows, and none was lost. */
    public boolean healthy() {
        return flows > 0 && lost() == 0;
    }

    /** The part of the flows that a count is of them, 0 to 1. */
    double share(long count) {
        return flows == 0 ? 0 : (double) count / flows;
    }
}
