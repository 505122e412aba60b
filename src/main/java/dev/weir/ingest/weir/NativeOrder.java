package dev.weir.ingest.weir;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of the native CSV without a header: its columns in their order, with or without {@code id}. */
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

    private final Fields fields = new Fields();

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        if (!fields.splitQuoted(chars, start, length, ',')) {
            return new Rejected(RejectionReason.WRONG_FIELD_COUNT, "has a double quote that is not closed");
        }
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
