package dev.weir.ingest.zeek;

import dev.weir.flow.Printable;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import org.jspecify.annotations.Nullable;

/** Zeek's conn log, whatever its path is called. */
public final class ZeekFormat extends Format {
    private static final int SHOWN_PATH = 32;
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.TIME, Column.TS, Column.AT_TIMESTAMP)
            .with(Meaning.END)
            .with(Meaning.ID, Column.UID)
            .with(Meaning.SOURCE, Column.ORIG_H)
            .with(Meaning.SOURCE_PORT, Column.ORIG_P)
            .with(Meaning.DESTINATION, Column.RESP_H)
            .with(Meaning.DESTINATION_PORT, Column.RESP_P)
            .with(Meaning.PROTOCOL, Column.PROTO)
            .with(Meaning.DURATION, Column.DURATION)
            .with(Meaning.SOURCE_BYTES, Column.ORIG_BYTES)
            .with(Meaning.DESTINATION_BYTES, Column.RESP_BYTES)
            .with(Meaning.SOURCE_PACKETS, Column.ORIG_PKTS)
            .with(Meaning.DESTINATION_PACKETS, Column.RESP_PKTS)
            .with(Meaning.STATE, Column.CONN_STATE)
            .with(Meaning.SERVICE, Column.SERVICE)
            .with(Meaning.CATEGORY, Column.DETAILED_LABEL);

    public ZeekFormat() {
        super("zeek", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`id.orig_h` and `id.resp_h` (or `id_orig_h`, or an object `id`) with what only conn has: JSON, a log with its"
                + " `#fields`, or tab-separated lines in the default order";
    }

    @Override
    public String cannotTell() {
        return "nothing";
    }

    @Override
    public boolean claims(RawRecord raw) {
        if (!raw.seen(Column.ORIG_H) && !raw.seen(Column.RESP_H)) {
            return false;
        }
        if (raw.seen(Column.CONN_STATE)) {
            return true;
        }
        if (raw.has(Column.PATH) && !raw.is(Column.PATH, "conn")) {
            return false;
        }
        // Zeek's files and snmp logs have a duration too, but no protocol.
        return raw.is(Column.PATH, "conn")
                || raw.seen(Column.ORIG_PKTS)
                || raw.seen(Column.RESP_PKTS)
                || raw.seen(Column.ORIG_BYTES)
                || raw.seen(Column.RESP_BYTES)
                || (raw.seen(Column.DURATION) && raw.seen(Column.PROTO));
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        if (!raw.seen(Column.ORIG_H) && !raw.seen(Column.RESP_H)) {
            return null;
        }
        return raw.has(Column.PATH)
                ? otherLog(raw.text(Column.PATH))
                : "comes from another Zeek log than conn: it has no conn_state, bytes or packets";
    }

    static String otherLog(String path) {
        return "comes from Zeek's log " + Printable.escape(path, SHOWN_PATH).replaceAll("[^ -~]", "?")
                + ", which has no conn_state and so holds no connections";
    }
}
