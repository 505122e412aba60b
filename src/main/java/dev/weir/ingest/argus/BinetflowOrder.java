package dev.weir.ingest.argus;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.text.Fields;
import dev.weir.ingest.text.Utf8Text;
import org.jspecify.annotations.Nullable;

/** Lines of a binetflow file without its header. */
public final class BinetflowOrder implements Layout {
    private static final Column[] LEADING = {
        Column.START,
        Column.OTHER_DURATION,
        Column.PROTO,
        Column.OTHER_SRC_IP,
        Column.OTHER_SRC_PORT,
        Column.DIRECTION,
        Column.OTHER_DST_IP,
        Column.OTHER_DST_PORT,
        Column.STATE,
        Column.IGNORED,
        Column.IGNORED,
        Column.TOTAL_PACKETS,
        Column.TOTAL_BYTES,
        Column.SRC_BYTES
    };
    private static final int WITH_LABEL = LEADING.length + 1;
    private static final int WITH_SOURCE_PACKETS = LEADING.length + 2;

    private final Fields fields = new Fields();
    private final char separator;

    /** @param separator a comma or a tab */
    public BinetflowOrder(char separator) {
        this.separator = separator;
    }

    /** Whether the line begins with a time as Argus writes it, {@code 2018/09/27 22:40:52.362768}. */
    public static boolean looksLike(Utf8Text text) {
        char[] chars = text.chars();
        int start = text.start();
        return text.length() > 20
                && chars[start + 4] == '/'
                && chars[start + 7] == '/'
                && chars[start + 10] == ' '
                && chars[start + 13] == ':';
    }

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        fields.split(chars, start, length, separator);
        if (fields.count() != WITH_LABEL && fields.count() != WITH_SOURCE_PACKETS) {
            return Layout.wrongCount(
                    fields.count(), WITH_LABEL + " or " + WITH_SOURCE_PACKETS + ", as in binetflow files");
        }
        for (int i = 0; i < LEADING.length; i++) {
            raw.put(LEADING[i], fields, i);
        }
        if (fields.count() == WITH_SOURCE_PACKETS) {
            raw.put(Column.OTHER_SRC_PACKETS, fields, LEADING.length);
        }
        raw.put(Column.LABEL, fields, fields.count() - 1);
        return null;
    }
}
