package dev.weir.ingest.record;

import dev.weir.ingest.text.Fields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of the known fields of one record, whatever the format, before any of it is understood. One instance is filled
 * over and over, so that a record costs no allocation here.
 */
public final class RawRecord {
    /** The longest record that may be a flow, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int COLUMNS = Column.values().length;
    private static final int LONGEST_UNSET = 7;

    private final int[] starts = new int[COLUMNS];
    private final int[] lengths = new int[COLUMNS];
    /** The last record that had the column, so that forgetting a record costs one addition. */
    private final int[] seenIn = new int[COLUMNS];

    private final int[] nestedIn = new int[COLUMNS];
    private char[] chars = new char[1024];
    private int used;
    private int number = 1;
    private @Nullable Column repeated;
    private boolean foreign;

    public void clear() {
        if (++number == Integer.MAX_VALUE) {
            Arrays.fill(seenIn, 0);
            Arrays.fill(nestedIn, 0);
            number = 1;
        }
        used = 0;
        repeated = null;
        foreign = false;
    }

    /** Keeps the text of a field without the spaces around it. */
    public void put(Column column, char[] source, int offset, int length) {
        if (column == Column.IGNORED) {
            return;
        }
        boolean again = seen(column);
        if (again && column.hasManyNames() && lengths[column.index()] > 0) {
            return;
        }
        int start = offset;
        int end = offset + length;
        while (start < end && source[start] == ' ') {
            start++;
        }
        while (end > start && source[end - 1] == ' ') {
            end--;
        }
        int kept = end - start;
        if (again && !column.hasManyNames()) {
            repeated = isSame(column, source, start, kept) ? repeated : column;
            return;
        }
        seenIn[column.index()] = number;
        foreign |= column.isForeign();
        nestedIn[column.index()] = 0;
        if (kept > chars.length - used) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, used + kept));
        }
        System.arraycopy(source, start, chars, used, kept);
        starts[column.index()] = used;
        used += kept;
        setLength(column, kept);
    }

    /** Keeps the text of one field of a line. */
    public void put(Column column, Fields fields, int index) {
        put(column, fields.chars(), fields.start(index), fields.length(index));
    }

    /** Makes of a longer text its beginning, as if no more had come. */
    public void cut(Column column, int maxLength) {
        if (length(column) <= maxLength) {
            return;
        }
        int end = start(column) + maxLength;
        while (end > start(column) && chars[end - 1] == ' ') {
            end--;
        }
        setLength(column, end - start(column));
    }

    private void setLength(Column column, int length) {
        lengths[column.index()] = length <= LONGEST_UNSET && isUnset(starts[column.index()], length) ? 0 : length;
    }

    /** Whether the text is one of those that stand for a value that is not there. */
    private boolean isUnset(int start, int length) {
        if (length == 0) {
            return true;
        }
        return switch (chars[start]) {
            case '-' -> length == 1;
            case '(' -> same(start, length, "(empty)");
            case '\\' -> same(start, length, "\\N");
            case '<' -> same(start, length, "<NA>") || same(start, length, "<none>") || same(start, length, "<null>");
            case 'n', 'N' -> isUnsetWord(start, length);
            default -> false;
        };
    }

    private boolean isUnsetWord(int start, int length) {
        return same(start, length, "nan")
                || same(start, length, "NaN")
                || same(start, length, "NAN")
                || same(start, length, "NA")
                || same(start, length, "N/A")
                || same(start, length, "n/a")
                || same(start, length, "null")
                || same(start, length, "NULL")
                || same(start, length, "none")
                || same(start, length, "None")
                || same(start, length, "nil");
    }

    private boolean same(int start, int length, String text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(Column column, char[] source, int start, int length) {
        int kept = lengths[column.index()];
        return kept > 0
                && Arrays.equals(
                        chars, starts[column.index()], starts[column.index()] + kept, source, start, start + length);
    }

    /** Notes a field that has a value which is no text and no number. */
    public void putNested(Column column) {
        if (mark(column)) {
            nestedIn[column.index()] = number;
            lengths[column.index()] = 0;
        }
    }

    /** Notes a field without a value. */
    public void putAbsent(Column column) {
        if (mark(column)) {
            lengths[column.index()] = 0;
        }
    }

    private boolean mark(Column column) {
        if (column == Column.IGNORED) {
            return false;
        }
        if (seen(column)) {
            repeated = column.hasManyNames() ? repeated : column;
            return false;
        }
        seenIn[column.index()] = number;
        foreign |= column.isForeign();
        return true;
    }

    /** The field that came twice, if one did. */
    @Nullable
    public Column repeated() {
        return repeated;
    }

    /** Whether the record has a field that neither the native format nor Zeek's has. */
    public boolean hasForeign() {
        return foreign;
    }

    /** Whether the record has the field, with a value or without. */
    public boolean seen(Column column) {
        return seenIn[column.index()] == number;
    }

    /** Whether the field is an object, a list or a truth value. */
    public boolean isNested(Column column) {
        return nestedIn[column.index()] == number;
    }

    /** Whether the field has text. */
    public boolean has(Column column) {
        return seen(column) && lengths[column.index()] > 0;
    }

    public boolean is(Column column, String text) {
        return seen(column) && same(starts[column.index()], lengths[column.index()], text);
    }

    public char[] chars() {
        return chars;
    }

    public int start(Column column) {
        return starts[column.index()];
    }

    /** The TCP flags in the field, or {@link TcpFlags#UNTOLD}. */
    public int tcpFlags(Column column) {
        return has(column) ? TcpFlags.read(chars, start(column), length(column)) : TcpFlags.UNTOLD;
    }

    /** The same of a field that holds a number in hexadecimal. */
    public int hexTcpFlags(Column column) {
        return has(column) ? TcpFlags.number(chars, start(column), length(column), 16) : TcpFlags.UNTOLD;
    }

    public int length(Column column) {
        return seen(column) ? lengths[column.index()] : 0;
    }

    public String text(Column column) {
        return new String(chars, start(column), length(column));
    }
}
