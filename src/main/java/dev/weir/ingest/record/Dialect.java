package dev.weir.ingest.record;

import static dev.weir.ingest.record.Column.CATEGORY;
import static dev.weir.ingest.record.Column.CONN_STATE;
import static dev.weir.ingest.record.Column.DETAILED_LABEL;
import static dev.weir.ingest.record.Column.DST_BYTES;
import static dev.weir.ingest.record.Column.DST_IP;
import static dev.weir.ingest.record.Column.DST_PACKETS;
import static dev.weir.ingest.record.Column.DST_PORT;
import static dev.weir.ingest.record.Column.DURATION;
import static dev.weir.ingest.record.Column.ID;
import static dev.weir.ingest.record.Column.ORIG_BYTES;
import static dev.weir.ingest.record.Column.ORIG_H;
import static dev.weir.ingest.record.Column.ORIG_P;
import static dev.weir.ingest.record.Column.ORIG_PKTS;
import static dev.weir.ingest.record.Column.PROTO;
import static dev.weir.ingest.record.Column.RESP_BYTES;
import static dev.weir.ingest.record.Column.RESP_H;
import static dev.weir.ingest.record.Column.RESP_P;
import static dev.weir.ingest.record.Column.RESP_PKTS;
import static dev.weir.ingest.record.Column.SRC_BYTES;
import static dev.weir.ingest.record.Column.SRC_IP;
import static dev.weir.ingest.record.Column.SRC_PACKETS;
import static dev.weir.ingest.record.Column.SRC_PORT;
import static dev.weir.ingest.record.Column.STATE;
import static dev.weir.ingest.record.Column.UID;

import org.jspecify.annotations.Nullable;

/** Which field says what: the native names and those of Zeek's conn log. Time, protocol, duration and service are shared. */
public enum Dialect {
    NATIVE(ID, SRC_IP, SRC_PORT, DST_IP, DST_PORT, SRC_BYTES, DST_BYTES, SRC_PACKETS, DST_PACKETS, STATE, CATEGORY),
    ZEEK(UID, ORIG_H, ORIG_P, RESP_H, RESP_P, ORIG_BYTES, RESP_BYTES, ORIG_PKTS, RESP_PKTS, CONN_STATE, DETAILED_LABEL);

    /** What Zeek's conn log has and its other logs with the same addresses and ports do not. */
    private static final long ONLY_IN_CONN =
            CONN_STATE.bit() | ORIG_PKTS.bit() | RESP_PKTS.bit() | ORIG_BYTES.bit() | RESP_BYTES.bit();

    public final Column id;
    public final Column source;
    public final Column sourcePort;
    public final Column destination;
    public final Column destinationPort;
    public final Column sourceBytes;
    public final Column destinationBytes;
    public final Column sourcePackets;
    public final Column destinationPackets;
    public final Column state;
    public final Column category;

    Dialect(
            Column id,
            Column source,
            Column sourcePort,
            Column destination,
            Column destinationPort,
            Column sourceBytes,
            Column destinationBytes,
            Column sourcePackets,
            Column destinationPackets,
            Column state,
            Column category) {
        this.id = id;
        this.source = source;
        this.sourcePort = sourcePort;
        this.destination = destination;
        this.destinationPort = destinationPort;
        this.sourceBytes = sourceBytes;
        this.destinationBytes = destinationBytes;
        this.sourcePackets = sourcePackets;
        this.destinationPackets = destinationPackets;
        this.state = state;
        this.category = category;
    }

    /** The dialect of a record; null if it is no flow in any. */
    public static @Nullable Dialect of(RawRecord raw) {
        if (raw.seen(SRC_IP) && raw.seen(DST_IP)) {
            return NATIVE;
        }
        if (raw.seen(ORIG_H) || raw.seen(RESP_H)) {
            return isConn(raw) ? ZEEK : null;
        }
        boolean half = raw.seen(SRC_IP) || raw.seen(DST_IP);
        return half && !raw.seen(Column.EVENT_TYPE) ? NATIVE : null;
    }

    private static boolean isConn(RawRecord raw) {
        if (raw.has(Column.PATH)) {
            return raw.is(Column.PATH, "conn");
        }
        // Zeek's files and snmp logs have a duration too, but no protocol.
        return raw.seenAny(ONLY_IN_CONN) || (raw.seen(DURATION) && raw.seen(PROTO));
    }
}
