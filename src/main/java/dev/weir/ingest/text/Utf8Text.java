package dev.weir.ingest.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** One record as characters, in a buffer that is used over and over, without the blanks and line ends around it. */
public final class Utf8Text {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CharsetDecoder strict = decoder(CodingErrorAction.REPORT);
    private final CharsetDecoder lenient = decoder(CodingErrorAction.REPLACE);
    private CharBuffer buffer = CharBuffer.allocate(2048);
    private int start;
    private int end;

    private static CharsetDecoder decoder(CodingErrorAction onError) {
        return StandardCharsets.UTF_8.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
    }

    /** Takes the next record; false if it is not UTF-8, so that a mark stands for what could not be read. */
    public boolean decode(byte[] bytes) {
        if (buffer.capacity() < bytes.length) {
            buffer = CharBuffer.allocate(Math.max(2 * buffer.capacity(), bytes.length));
        }
        boolean valid = decode(bytes, strict) || !decode(bytes, lenient);
        start = 0;
        end = buffer.position();
        trim();
        return valid;
    }

    private boolean decode(byte[] bytes, CharsetDecoder decoder) {
        buffer.clear();
        decoder.reset();
        return !decoder.decode(ByteBuffer.wrap(bytes), buffer, true).isError();
    }

    /** Tabs stay: at an end of a line they are empty fields. */
    private void trim() {
        char[] chars = chars();
        while (start < end && (isBlank(chars[start]) || chars[start] == BYTE_ORDER_MARK)) {
            start++;
        }
        while (end > start && isBlank(chars[end - 1])) {
            end--;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r';
    }

    public char[] chars() {
        return buffer.array();
    }

    public int start() {
        return start;
    }

    public int length() {
        return end - start;
    }

    /** The first character that is no tab; a tab if there is none. */
    public char firstVisible() {
        for (int i = start; i < end; i++) {
            if (chars()[i] != '\t') {
                return chars()[i];
            }
        }
        return '\t';
    }

    public boolean contains(char wanted) {
        for (int i = start; i < end; i++) {
            if (chars()[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    public boolean contains(String wanted) {
        char[] chars = chars();
        for (int i = start; i <= end - wanted.length(); i++) {
            int same = 0;
            while (same < wanted.length() && chars[i + same] == wanted.charAt(same)) {
                same++;
            }
            if (same == wanted.length()) {
                return true;
            }
        }
        return false;
    }

    /** The text in a string of its own, for the rare case. */
    @Override
    public String toString() {
        return new String(chars(), start, length());
    }
}
