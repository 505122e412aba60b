package dev.weir.ingest.json;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;

/**
 * Reads the JSON that sensors write, at a third of what a parser for all of JSON takes: one object, its texts without escapes and
 * control characters, strict to the letter. Whatever goes beyond that, sound or not, it leaves to the parser, and what it does
 * read it reads as the parser would; a test holds both together. Not thread-safe.
 */
final class PlainJson {
    /** Deeper than any sensor goes, and well within what the parser allows. */
    private static final int MOST_DEPTH = 16;
    /** Longer numbers are for the parser to refuse. */
    private static final int MOST_NUMBER_LENGTH = 100;

    private static final char LAST_CONTROL = 0x1f;
    /** Not the beginning of a value that is plain. */
    private static final int NOT_PLAIN = -1;

    private char[] chars = {};
    private int at;
    private int end;

    /**
     * Fills the record from the text.
     *
     * @return false if the text is not plain, or no JSON at all; the record is then half filled
     */
    boolean read(char[] text, int start, int length, Names names, RawRecord raw) {
        chars = text;
        at = start;
        end = start + length;
        skipBlanks();
        if (!take('{') || !readObject(names, raw, 1)) {
            return false;
        }
        skipBlanks();
        return at == end;
    }

    /** Reads on behind the brace that opens an object. */
    private boolean readObject(Names known, RawRecord raw, int depth) {
        skipBlanks();
        if (take('}')) {
            return true;
        }
        if (depth > MOST_DEPTH) {
            return false;
        }
        do {
            skipBlanks();
            int from = at + 1;
            if (!skipText()) {
                return false;
            }
            Names name = known.child(chars, from, at - 1 - from);
            skipBlanks();
            if (!take(':') || !readValue(name, raw, depth)) {
                return false;
            }
            skipBlanks();
        } while (take(','));
        return take('}');
    }

    private boolean readValue(Names name, RawRecord raw, int depth) {
        skipBlanks();
        int from = at;
        switch (at < end ? chars[at] : NOT_PLAIN) {
            case '"' -> {
                boolean isText = skipText();
                if (isText) {
                    raw.put(name.column(), chars, from + 1, at - from - 2);
                }
                return isText;
            }
            case '{' -> {
                at++;
                if (name.hasChildren()) {
                    return readObject(name, raw, depth + 1);
                }
                raw.putNested(name.column());
                return skipObject(depth + 1);
            }
            case '[', 't', 'f' -> {
                raw.putNested(name.column());
                return skipValue(depth);
            }
            case 'n' -> {
                return skipWord("null");
            }
            default -> {
                boolean isNumber = skipNumber();
                if (isNumber) {
                    raw.put(name.column(), chars, from, at - from);
                }
                return isNumber;
            }
        }
    }

    private boolean skipValue(int depth) {
        skipBlanks();
        switch (at < end ? chars[at] : NOT_PLAIN) {
            case '"' -> {
                return skipText();
            }
            case '{' -> {
                at++;
                return skipObject(depth + 1);
            }
            case '[' -> {
                at++;
                return skipList(depth + 1);
            }
            case 't' -> {
                return skipWord("true");
            }
            case 'f' -> {
                return skipWord("false");
            }
            case 'n' -> {
                return skipWord("null");
            }
            default -> {
                return skipNumber();
            }
        }
    }

    private boolean skipObject(int depth) {
        skipBlanks();
        if (take('}')) {
            return true;
        }
        if (depth > MOST_DEPTH) {
            return false;
        }
        do {
            skipBlanks();
            if (!skipText()) {
                return false;
            }
            skipBlanks();
            if (!take(':') || !skipValue(depth)) {
                return false;
            }
            skipBlanks();
        } while (take(','));
        return take('}');
    }

    private boolean skipList(int depth) {
        skipBlanks();
        if (take(']')) {
            return true;
        }
        if (depth > MOST_DEPTH) {
            return false;
        }
        do {
            if (!skipValue(depth)) {
                return false;
            }
            skipBlanks();
        } while (take(','));
        return take(']');
    }

    /** Skips a text with its quotation marks. */
    private boolean skipText() {
        if (!take('"')) {
            return false;
        }
        int next = at;
        while (next < end) {
            char c = chars[next++];
            if (c == '"') {
                at = next;
                return true;
            }
            if (c == '\\' || c <= LAST_CONTROL) {
                return false;
            }
        }
        return false;
    }

    private boolean skipNumber() {
        int from = at;
        take('-');
        int whole = at;
        int digits = skipDigits();
        if (digits == 0 || (digits > 1 && chars[whole] == '0')) {
            return false;
        }
        if (take('.') && skipDigits() == 0) {
            return false;
        }
        if (take('e') || take('E')) {
            boolean unused = take('+') || take('-');
            if (skipDigits() == 0) {
                return false;
            }
        }
        return at - from <= MOST_NUMBER_LENGTH;
    }

    private int skipDigits() {
        int from = at;
        while (at < end && chars[at] >= '0' && chars[at] <= '9') {
            at++;
        }
        return at - from;
    }

    private boolean skipWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean take(char wanted) {
        if (at < end && chars[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < end && isBlank(chars[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
