package dev.weir.ingest.record;

import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import org.jspecify.annotations.Nullable;

/** What became of one record. */
public sealed interface ReadResult {
    /**
     * The record is a flow.
     *
     * @param flow what the sensor reported
     * @param label ground truth that came with it, {@link Label#UNKNOWN} if none did
     * @param oneWay set if the record tells of one direction alone, and that of the answers has a record of its own
     */
    record Accepted(Flow flow, Label label, @Nullable OneWay oneWay) implements ReadResult {
        /** A flow of both directions. */
        public Accepted(Flow flow, Label label) {
            this(flow, label, null);
        }
    }

    /**
     * What a record of one direction says beyond its flow.
     *
     * @param tcpFlags {@linkplain TcpFlags all flags} that were sent in the direction, or {@link TcpFlags#UNTOLD}
     */
    record OneWay(int tcpFlags) {}

    /**
     * The record is no flow.
     *
     * @param reason why, for counting
     * @param detail why, for a reader: names the field, never repeats more than a few escaped characters of the input
     */
    record Rejected(RejectionReason reason, String detail) implements ReadResult {}
}
