package dev.weir.ingest.record;

import dev.weir.flow.Flow;
import dev.weir.flow.Label;

/** What became of one record. */
public sealed interface ReadResult {
    /**
     * The record is a flow.
     *
     * @param flow what the sensor reported
     * @param label ground truth that came with it, {@link Label#UNKNOWN} if none did
     */
    record Accepted(Flow flow, Label label) implements ReadResult {}

    /**
     * The record is no flow.
     *
     * @param reason why, for counting
     * @param detail why, for a reader: names the field, never repeats more than a few escaped characters of the input
     */
    record Rejected(RejectionReason reason, String detail) implements ReadResult {}
}
