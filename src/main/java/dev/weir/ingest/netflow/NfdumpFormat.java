package dev.weir.ingest.netflow;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.OneWayFormat;
import dev.weir.ingest.record.RawRecord;

/** JSON or CSV printed by nfdump. */
public final class NfdumpFormat extends OneWayFormat {
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.ID)
            .with(Meaning.SOURCE, Column.SA, Column.OTHER_SRC_IP)
            .with(Meaning.DESTINATION, Column.DA, Column.OTHER_DST_IP)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE);

    public NfdumpFormat() {
        super("nfdump", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "a header with `sa` and `da`, or JSON with `export_sysid` and `src4_addr` or `src6_addr`";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return (raw.seen(Column.SA) && raw.seen(Column.DA))
                || (raw.seen(Column.EXPORTER_ID) && (raw.seen(Column.OTHER_SRC_IP) || raw.seen(Column.OTHER_DST_IP)));
    }
}
