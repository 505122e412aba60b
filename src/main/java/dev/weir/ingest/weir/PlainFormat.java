package dev.weir.ingest.weir;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.RawRecord;
import org.jspecify.annotations.Nullable;

/** Weir's own format, and any record that has the fields of a flow under names that people use for them. */
public final class PlainFormat extends Format {
    private PlainFormat(Columns columns) {
        super("weir", columns);
    }

    /** For records of any names. */
    public static PlainFormat ofAnyNames() {
        return new PlainFormat(Columns.PLAIN);
    }

    /** For records that have native names only, which cost less so. */
    public static PlainFormat ofNativeNames() {
        return new PlainFormat(Columns.NATIVE);
    }

    @Override
    public String foundBy() {
        return "`src_ip` and `dst_ip`, or other names for them such as `source_ip`, `srcaddr`, `IPV4_SRC_ADDR`";
    }

    @Override
    public String cannotTell() {
        return "nothing; a record without a time is of the time at which it arrived";
    }

    @Override
    public boolean claims(RawRecord raw) {
        boolean source = raw.seen(Column.SRC_IP) || raw.seen(Column.OTHER_SRC_IP);
        boolean destination = raw.seen(Column.DST_IP) || raw.seen(Column.OTHER_DST_IP);
        return source && destination;
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        return null;
    }

    @Override
    public boolean takesArrivalTime() {
        return true;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (raw.has(Column.TOTAL_BYTES) || raw.has(Column.TOTAL_PACKETS)) {
            draft.subtractSourceFrom(
                    fields.whole(raw, Column.TOTAL_BYTES, Long.MAX_VALUE),
                    fields.whole(raw, Column.TOTAL_PACKETS, Long.MAX_VALUE));
        }
        if (raw.has(Column.SAMPLING_RATE)) {
            draft.multiply(fields.whole(raw, Column.SAMPLING_RATE, Integer.MAX_VALUE));
        }
    }
}
