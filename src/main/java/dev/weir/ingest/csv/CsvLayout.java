package dev.weir.ingest.csv;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Native CSV: the columns of a header line, in any order and number, or of a line without one. */
public final class CsvLayout implements Layout {
    private static final List<Column> WITHOUT_ID = List.of(
            Column.TS,
            Column.SRC_IP,
            Column.SRC_PORT,
            Column.DST_IP,
            Column.DST_PORT,
            Column.PROTO,
            Column.DURATION,
            Column.SRC_BYTES,
            Column.DST_BYTES,
            Column.SRC_PACKETS,
            Column.DST_PACKETS,
            Column.STATE,
            Column.SERVICE,
            Column.LABEL,
            Column.CATEGORY);
    private static final int ID_INDEX = 1;

    private final char separator;
    private final Column @Nullable [] columns;
    private final Fields fields = new Fields();

    private CsvLayout(char separator, Column @Nullable [] columns) {
        this.separator = separator;
        this.columns = columns;
    }

    /** Whether the line names all columns a flow cannot do without, and so is no flow but the header of some. */
    public static boolean isHeader(String line) {
        boolean worthALook = line.contains(Column.DST_IP.title()) || line.contains(Column.RESP_H.title());
        CsvLayout layout = worthALook ? ofHeader(line) : null;
        return layout != null
                && layout.columns != null
                && Arrays.asList(layout.columns).containsAll(List.of(Column.TS, Column.PROTO));
    }

    /** The layout of a file with this first line, which may also be separated by tabs; null if it is no header of flows. */
    public static @Nullable CsvLayout ofHeader(String line) {
        char separator = line.indexOf(',') < 0 && line.indexOf('\t') >= 0 ? '\t' : ',';
        char[] chars = line.strip().toCharArray();
        Fields names = new Fields();
        if (!names.splitQuoted(chars, 0, chars.length, separator)) {
            return null;
        }
        Column[] columns = new Column[names.count()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Column.ofHeader(names.text(i));
        }
        List<Column> all = Arrays.asList(columns);
        boolean nativeHosts = all.contains(Column.SRC_IP) && all.contains(Column.DST_IP);
        boolean zeekHosts = all.contains(Column.ORIG_H) && all.contains(Column.RESP_H);
        return nativeHosts || zeekHosts ? new CsvLayout(separator, columns) : null;
    }

    /** The layout of lines without a header: the native columns in their order, with or without {@code id}. */
    public static CsvLayout ofNativeOrder() {
        return new CsvLayout(',', null);
    }

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        if (!fields.splitQuoted(chars, start, length, separator)) {
            return new Rejected(RejectionReason.WRONG_FIELD_COUNT, "has a double quote that is not closed");
        }
        return columns == null ? readNativeOrder(raw) : readColumns(columns, raw);
    }

    private @Nullable Rejected readColumns(Column[] order, RawRecord raw) {
        if (fields.count() != order.length) {
            return Layout.wrongCount(fields.count(), order.length + " as in the header");
        }
        for (int i = 0; i < order.length; i++) {
            raw.put(order[i], fields, i);
        }
        return null;
    }

    private @Nullable Rejected readNativeOrder(RawRecord raw) {
        int columnCount = WITHOUT_ID.size();
        boolean withId = fields.count() == columnCount + 1;
        if (!withId && fields.count() != columnCount) {
            return Layout.wrongCount(
                    fields.count(), (columnCount + 1) + ", or " + columnCount + " without id, as there is no header");
        }
        for (int i = 0; i < columnCount; i++) {
            raw.put(WITHOUT_ID.get(i), fields, withId && i >= ID_INDEX ? i + 1 : i);
        }
        if (withId) {
            raw.put(Column.ID, fields, ID_INDEX);
        }
        return null;
    }
}
