package dev.weir.ingest.vpc;

import dev.weir.flow.ConnState;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.TcpFlags;
import org.jspecify.annotations.Nullable;

/** VPC flow logs of AWS, versions 2 to 5 and later: text with a header or in the default order, CSV or JSON. */
public final class VpcFormat extends Format {
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.ID)
            .with(Meaning.SOURCE, Column.PKT_SRCADDR, Column.OTHER_SRC_IP)
            .with(Meaning.DESTINATION, Column.PKT_DSTADDR, Column.OTHER_DST_IP)
            .with(Meaning.DESTINATION_BYTES)
            .with(Meaning.DESTINATION_PACKETS)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE);

    public VpcFormat() {
        super("vpc", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`srcaddr` and `dstaddr` with `interface-id` or `log-status`; 14 or more fields between blanks in the default order";
    }

    @Override
    public String cannotTell() {
        return "the service; the other direction, which is a record of its own and is joined; the state, unless it was rejected or flags are logged; times are whole seconds";
    }

    @Override
    public boolean tells(Meaning meaning) {
        return meaning == Meaning.STATE || super.tells(meaning);
    }

    @Override
    public boolean claims(RawRecord raw) {
        return isFamily(raw) && !raw.is(Column.LOG_STATUS, "NODATA") && !raw.is(Column.LOG_STATUS, "SKIPDATA");
    }

    private static boolean isFamily(RawRecord raw) {
        boolean hosts = raw.seen(Column.OTHER_SRC_IP) || raw.seen(Column.PKT_SRCADDR);
        return hosts && (raw.seen(Column.LOG_STATUS) || raw.seen(Column.INTERFACE_ID));
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        return isFamily(raw) ? "is a line of a VPC flow log that says that there was no data" : null;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (raw.is(Column.ACTION, "REJECT")) {
            // What was not let through has no answer to wait for.
            draft.state = ConnState.REJ;
            return;
        }
        int flags = raw.tcpFlags(Column.TCP_FLAGS);
        draft.setOneWay(flags == TcpFlags.UNTOLD ? flags : flags | TcpFlags.ACK_UNTOLD);
    }
}
