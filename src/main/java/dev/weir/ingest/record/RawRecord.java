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

    private static final String UNSET = "-";
    private static final String EMPTY = "(empty)";

    private final int[] starts = new int[Column.values().length];
    private final int[] lengths = new int[Column.values().length];
    private char[] chars = new char[1024];
    private int used;
    private long seen;
    private long nested;
    private @Nullable Column repeated;

    public void clear() {
        used = 0;
        seen = 0;
        nested = 0;
        repeated = null;
    }

    /** Keeps the text of a field without the spaces around it. */
    public void put(Column column, char[] source, int offset, int length) {
        if (!mark(column)) {
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
        lengths[column.index()] = length;
        if (is(column, UNSET) || is(column, EMPTY)) {
            lengths[column.index()] = 0;
        }
    }

    /** Notes a field that has a value which is no text and no number. */
    public void putNested(Column column) {
        if (mark(column)) {
            nested |= column.bit();
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
            repeated = column;
            return false;
        }
        seen |= column.bit();
        return true;
    }

    /** The field that came twice, if one did. */
    @Nullable
    public Column repeated() {
        return repeated;
    }

    /** Whether the record has the field, with a value or without. */
    public boolean seen(Column column) {
        return (seen & column.bit()) != 0;
    }

    public boolean seenAny(long columns) {
        return (seen & columns) != 0;
    }

    /** Whether the field is an object, a list or a truth value. */
    public boolean isNested(Column column) {
        return (nested & column.bit()) != 0;
    }

    /** Whether the field has text. */
    public boolean has(Column column) {
        return seen(column) && lengths[column.index()] > 0;
    }

    public boolean is(Column column, String text) {
        int length = lengths[column.index()];
        if (!seen(column) || length != text.length()) {
            return false;
        }
        int start = starts[column.index()];
        for (int i = 0; i < length; i++) {
            if (chars[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public char[] chars() {
        return chars;
    }

    public int start(Column column) {
        return starts[column.index()];
    }

    public int length(Column column) {
        return seen(column) ? lengths[column.index()] : 0;
    }

    public String text(Column column) {
        return new String(chars, start(column), length(column));
    }
}
