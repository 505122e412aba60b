package dev.weir.ingest.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One delimited line cut into its fields, in place. One instance is used over and over. */
public final class Fields {
    /** IoT-23 appends its labels to the last field after gaps of this width, in the header as in the rows. */
    public static final String LABEL_GAP = "   ";

    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private char[] chars = {};
    private int count;

    /** Cuts at every separator, as Zeek writes. */
    public void split(char[] line, int start, int length, char separator) {
        chars = line;
        count = 0;
        int fieldStart = start;
        for (int i = start; i < start + length; i++) {
            if (line[i] == separator) {
                add(fieldStart, i);
                fieldStart = i + 1;
            }
        }
        add(fieldStart, start + length);
    }

    /**
     * Cuts as RFC 4180 says: a field may stand in double quotes, which may hold separators and doubled quotes. The quotes are
     * taken away inside the given buffer. False if a quote is never closed or followed by other text.
     */
    public boolean splitQuoted(char[] line, int start, int length, char separator) {
        chars = line;
        count = 0;
        int at = start;
        int end = start + length;
        while (true) {
            at = at < end && line[at] == '"' ? quoted(at, end) : plain(at, end, separator);
            if (at == end) {
                return true;
            }
            if (at < 0 || line[at] != separator) {
                return false;
            }
            at++;
        }
    }

    /** Cuts the last field again, where {@value #LABEL_GAP} stands in it. */
    public void splitLastAtGaps() {
        int start = starts[count - 1];
        int end = start + lengths[count - 1];
        for (int i = start; i + LABEL_GAP.length() <= end; i++) {
            if (chars[i] == ' ' && chars[i + 1] == ' ' && chars[i + 2] == ' ') {
                lengths[count - 1] = i - starts[count - 1];
                add(i + LABEL_GAP.length(), end);
                i += LABEL_GAP.length() - 1;
            }
        }
    }

    private int plain(int from, int end, char separator) {
        int at = from;
        while (at < end && chars[at] != separator) {
            at++;
        }
        add(from, at);
        return at;
    }

    private int quoted(int openingQuote, int end) {
        int at = openingQuote + 1;
        int kept = at;
        while (at < end) {
            if (chars[at] == '"') {
                at++;
                if (at == end || chars[at] != '"') {
                    add(openingQuote + 1, kept);
                    return at;
                }
            }
            chars[kept++] = chars[at++];
        }
        return -1;
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        starts[count] = start;
        lengths[count] = end - start;
        count++;
    }

    /** Whether there are so many fields; empty ones at the end, as of a separator too many, are taken away. */
    public boolean fit(int wanted) {
        while (count > wanted && lengths[count - 1] == 0) {
            count--;
        }
        return count == wanted;
    }

    public int count() {
        return count;
    }

    /** The line whose fields these are. */
    public char[] chars() {
        return chars;
    }

    /** Where a field begins in {@link #chars()}. */
    public int start(int index) {
        return starts[index];
    }

    public int length(int index) {
        return lengths[index];
    }

    public boolean is(int index, String text) {
        if (lengths[index] != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (chars[starts[index] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What the field means, null if nothing. */
    public <T> @Nullable T lookUp(TextCache<T> meanings, int index) {
        return meanings.get(chars, starts[index], lengths[index]);
    }

    public String text(int index) {
        return new String(chars, starts[index], lengths[index]);
    }
}
