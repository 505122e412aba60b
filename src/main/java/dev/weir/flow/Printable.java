package dev.weir.flow;

/** Makes text of unknown origin safe to print in a log, a terminal or a message. */
public final class Printable {
    private static final char ELLIPSIS = '…';
    /** The Hangul fillers are letters by category and blank by looks. */
    private static final String INVISIBLE_LETTERS = "\u115f\u1160\u3164\uffa0";

    /** Marks, embeddings, overrides and isolates of direction. */
    private static final String BIDIRECTIONAL =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static final String HEX = "0123456789abcdef";

    private Printable() {}

    /**
     * The text with every character that a terminal could act on or hide (control, escape, format, direction and combining
     * marks, surrogates, right-to-left letters, strange blanks) written as a backslash, {@code u} and four hexadecimal digits.
     * Printable ASCII and the letters and digits of left-to-right scripts stay, but for the backslash itself, so that the
     * result is unambiguous.
     *
     * @param maxLength the longest result, in characters, 1 or more; longer text is cut, never inside an escape, and ends
     *     with an ellipsis
     */
    public static String escape(String text, int maxLength) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength must be 1 or more, got " + maxLength);
        }
        if (text.length() <= maxLength && isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(maxLength, 64));
        int lastCut = 0;
        for (int i = 0; i < text.length(); i++) {
            append(out, text.charAt(i));
            if (out.length() > maxLength) {
                return out.delete(lastCut, out.length()).append(ELLIPSIS).toString();
            }
            if (out.length() < maxLength) {
                lastCut = out.length();
            }
        }
        return out.toString();
    }

    /**
     * Whether free text can be passed on as it is, to be read by people: it has none of the characters that forge lines, steer a
     * terminal or turn the order of what follows (controls, line and paragraph separators, direction marks), and is well-formed, so
     * that it is the same text after UTF-8.
     */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(Printable::isDeceptive);
    }

    private static boolean isDeceptive(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> BIDIRECTIONAL.indexOf(codePoint) >= 0;
            default -> false;
        };
    }

    private static void append(StringBuilder out, char c) {
        if (isPlain(c)) {
            out.append(c);
            return;
        }
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        if (c <= '~') {
            return c >= ' ' && c != '\\';
        }
        return Character.isLetterOrDigit(c)
                && Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                && INVISIBLE_LETTERS.indexOf(c) < 0;
    }
}
