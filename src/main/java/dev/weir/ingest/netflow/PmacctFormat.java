package dev.weir.ingest.netflow;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.OneWayFormat;
import dev.weir.ingest.record.RawRecord;

/** JSON or CSV of pmacct's daemons. */
public final class PmacctFormat extends OneWayFormat {
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.ID)
            .with(Meaning.SOURCE, Column.IP_SRC, Column.SRC_IP)
            .with(Meaning.DESTINATION, Column.IP_DST, Column.DST_IP)
            .with(Meaning.PROTOCOL, Column.IP_PROTO, Column.PROTO, Column.OTHER_PROTO)
            .with(Meaning.DESTINATION_BYTES)
            .with(Meaning.DESTINATION_PACKETS)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE);

    public PmacctFormat() {
        super("pmacct", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`ip_src` and `ip_dst`";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return raw.seen(Column.IP_SRC) && raw.seen(Column.IP_DST);
    }
}
