package dev.weir.ingest.csv;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The columns that a header line names, in any order, number and case, whatever separates them. */
public final class HeaderLayout implements Layout {
    private static final char[] SEPARATORS = {'\t', ',', ';', '|', ' '};

    private final char separator;
    private final Column[] columns;
    private final Fields fields = new Fields();

    private HeaderLayout(char separator, Column[] columns) {
        this.separator = separator;
        this.columns = columns;
    }

    /**
     * The layout of lines under this header; null if it is none.
     *
     * @param isFlow whether a record with these columns is a flow
     */
    public static @Nullable HeaderLayout of(String line, Names names, Predicate<RawRecord> isFlow) {
        for (char separator : SEPARATORS) {
            if (line.indexOf(separator) >= 0) {
                Column[] columns = columns(line.strip(), separator, names);
                if (columns.length > 0 && isFlow.test(recordOf(columns))) {
                    return new HeaderLayout(separator, columns);
                }
            }
        }
        return null;
    }

    /** A cheap look at a line, which spares most lines a dear one: whether it may name a destination. */
    public static boolean mayBe(char[] chars, int start, int length) {
        int end = start + length - 2;
        for (int i = start; i < end; i++) {
            int next = chars[i + 1] | ' ';
            if ((chars[i] | ' ') == 'd') {
                if ((next == 's' || next == 'e' || next == 'i') || (next == 'a' && chars[i + 2] == ',')) {
                    return true;
                }
            } else if ((chars[i] | ' ') == 'r' && next == 'e' && (chars[i + 2] | ' ') == 's') {
                return true;
            }
        }
        return false;
    }

    private static Column[] columns(String line, char separator, Names names) {
        char[] chars = line.toCharArray();
        Fields fields = new Fields();
        if (!cut(fields, chars, 0, chars.length, separator)) {
            return new Column[0];
        }
        Column[] columns = new Column[fields.count()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = names.ofHeader(fields.text(i));
        }
        return columns;
    }

    private static RawRecord recordOf(Column[] columns) {
        RawRecord raw = new RawRecord();
        for (Column column : columns) {
            raw.putAbsent(column);
        }
        return raw;
    }

    private static boolean cut(Fields fields, char[] chars, int start, int length, char separator) {
        if (separator == ' ') {
            fields.split(chars, start, length, separator);
            return true;
        }
        return fields.splitQuoted(chars, start, length, separator);
    }

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        if (!cut(fields, chars, start, length, separator)) {
            return new Rejected(RejectionReason.WRONG_FIELD_COUNT, "has a double quote that is not closed");
        }
        if (!fields.fit(columns.length)) {
            return Layout.wrongCount(fields.count(), columns.length + " as in the header");
        }
        for (int i = 0; i < columns.length; i++) {
            raw.put(columns[i], fields, i);
        }
        return null;
    }
}
