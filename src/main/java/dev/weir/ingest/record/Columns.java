package dev.weir.ingest.record;

import java.util.Arrays;

/** Which columns of a format say what, the best first. Immutable. */
public final class Columns {
    /** Those of a record that names its fields as it likes. */
    public static final Columns PLAIN = new Columns(new Column[Meaning.values().length][0])
            .with(Meaning.TIME, Column.TS, Column.START, Column.TIMESTAMP, Column.TIME, Column.AT_TIMESTAMP)
            .with(Meaning.END, Column.END)
            .with(Meaning.ID, Column.ID, Column.OTHER_ID, Column.FLOW_ID)
            .with(Meaning.SOURCE, Column.SRC_IP, Column.OTHER_SRC_IP, Column.IP_SRC, Column.SA, Column.SIP)
            .with(Meaning.SOURCE_PORT, Column.SRC_PORT, Column.OTHER_SRC_PORT)
            .with(Meaning.DESTINATION, Column.DST_IP, Column.OTHER_DST_IP, Column.IP_DST, Column.DA, Column.DIP)
            .with(Meaning.DESTINATION_PORT, Column.DST_PORT, Column.OTHER_DST_PORT)
            .with(Meaning.PROTOCOL, Column.PROTO, Column.PROTO_NUMBER, Column.OTHER_PROTO, Column.IP_PROTO)
            .with(Meaning.DURATION, Column.DURATION, Column.OTHER_DURATION)
            .with(Meaning.SOURCE_BYTES, Column.SRC_BYTES, Column.OTHER_SRC_BYTES, Column.BYTES)
            .with(Meaning.DESTINATION_BYTES, Column.DST_BYTES, Column.OTHER_DST_BYTES)
            .with(Meaning.SOURCE_PACKETS, Column.SRC_PACKETS, Column.OTHER_SRC_PACKETS, Column.PACKETS)
            .with(Meaning.DESTINATION_PACKETS, Column.DST_PACKETS, Column.OTHER_DST_PACKETS)
            .with(Meaning.STATE, Column.STATE, Column.CONN_STATE, Column.OTHER_STATE)
            .with(Meaning.SERVICE, Column.SERVICE, Column.OTHER_SERVICE)
            .with(Meaning.CATEGORY, Column.CATEGORY, Column.OTHER_CATEGORY, Column.DETAILED_LABEL);

    /** Those of a record that has no other names than the native ones. */
    public static final Columns NATIVE = PLAIN.firstOfEach();

    private final Column[][] byMeaning;

    private Columns(Column[][] byMeaning) {
        this.byMeaning = byMeaning;
    }

    /** These columns, but for one meaning; with no column the format does not tell it. */
    public Columns with(Meaning meaning, Column... columns) {
        Column[][] changed = byMeaning.clone();
        changed[meaning.index()] = columns.clone();
        return new Columns(changed);
    }

    private Columns firstOfEach() {
        Column[][] first = new Column[byMeaning.length][];
        for (int i = 0; i < first.length; i++) {
            first[i] = Arrays.copyOf(byMeaning[i], Math.min(1, byMeaning[i].length));
        }
        return new Columns(first);
    }

    /** The first column of the meaning in which the record has text; else the first that it names, else the first of all. */
    Column pick(Meaning meaning, RawRecord raw) {
        Column[] columns = byMeaning[meaning.index()];
        if (columns.length <= 1) {
            return columns.length == 0 ? Column.IGNORED : columns[0];
        }
        Column named = null;
        for (Column column : columns) {
            if (raw.has(column)) {
                return column;
            }
            if (named == null && raw.seen(column)) {
                named = column;
            }
        }
        return named == null ? columns[0] : named;
    }

    /** Whether the format can tell it at all. */
    public boolean tells(Meaning meaning) {
        return byMeaning[meaning.index()].length > 0;
    }
}
