package dev.weir.ingest.weir;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the native CSV without a header: its columns in their order, without {@code id}, without {@code category}, or with both.
 * Which of them a line has shows in where its ports stand; a line without a number there has other columns, and is refused.
 */
public final class NativeOrder implements Layout {
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
    private static final int SRC_PORT_INDEX = WITHOUT_ID.indexOf(Column.SRC_PORT);
    private static final int DST_PORT_INDEX = WITHOUT_ID.indexOf(Column.DST_PORT);

    private final Fields fields = new Fields();

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        if (!fields.splitQuoted(chars, start, length, ',')) {
            return new Rejected(RejectionReason.WRONG_FIELD_COUNT, "has a double quote that is not closed");
        }
        int columnCount = WITHOUT_ID.size();
        if (fields.count() != columnCount && fields.count() != columnCount + 1) {
            return Layout.wrongCount(
                    fields.count(), (columnCount + 1) + ", or " + columnCount + " without id, as there is no header");
        }
        boolean withId = fields.count() > columnCount || !hasPortsAt(0);
        if (!hasPortsAt(withId ? 1 : 0)) {
            return new Rejected(
                    RejectionReason.UNKNOWN_FORMAT, "has no ports where the native columns have them, and no header");
        }
        for (int i = 0; i < columnCount && i + (withId ? 1 : 0) < fields.count(); i++) {
            raw.put(WITHOUT_ID.get(i), fields, withId && i >= ID_INDEX ? i + 1 : i);
        }
        if (withId) {
            raw.put(Column.ID, fields, ID_INDEX);
        }
        return null;
    }

    private boolean hasPortsAt(int shift) {
        return isPort(SRC_PORT_INDEX + shift) && isPort(DST_PORT_INDEX + shift);
    }

    /** Whether a field may be a port: digits, or nothing. */
    private boolean isPort(int index) {
        int end = fields.start(index) + fields.length(index);
        for (int i = fields.start(index); i < end; i++) {
            char c = fields.chars()[i];
            if (c != '-' && c != ' ' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
