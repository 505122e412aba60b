package dev.weir.ingest.netflow;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.OneWayFormat;
import dev.weir.ingest.record.RawRecord;

/** JSON of goflow2, in its names of today and of before. */
public final class GoflowFormat extends OneWayFormat {
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.ID)
            .with(Meaning.DESTINATION_BYTES)
            .with(Meaning.DESTINATION_PACKETS)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE);

    public GoflowFormat() {
        super("goflow2", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`sampler_address` with `src_addr` and `dst_addr`";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return raw.seen(Column.SAMPLER_ADDRESS) && (raw.seen(Column.OTHER_SRC_IP) || raw.seen(Column.OTHER_DST_IP));
    }
}
