package dev.weir.ingest.silk;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.OneWayFormat;
import dev.weir.ingest.record.RawRecord;

/** Records printed by SiLK's rwcut, with any separator. */
public final class SilkFormat extends OneWayFormat {
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.ID)
            .with(Meaning.SOURCE, Column.SIP)
            .with(Meaning.DESTINATION, Column.DIP)
            .with(Meaning.DESTINATION_BYTES)
            .with(Meaning.DESTINATION_PACKETS)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE);

    public SilkFormat() {
        super("silk", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "a header with `sIP` and `dIP`";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return raw.seen(Column.SIP) && raw.seen(Column.DIP);
    }
}
