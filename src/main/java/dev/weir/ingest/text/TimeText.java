package dev.weir.ingest.text;

/** The text of a time, read from its beginning on and without allocation. Not thread-safe. */
final class TimeText {
    private static final int FIRST_FRACTION_UNIT = 100_000;

    private char[] chars = {};
    private int at;
    private int end;
    private boolean bad;

    void begin(char[] text, int start, int length) {
        chars = text;
        at = start;
        end = start + length;
        bad = false;
    }

    /** Whether all of it was read, and was what it had to be. */
    boolean isWhole() {
        return !bad && isOver();
    }

    /** Whether nothing is left to read. */
    boolean isOver() {
        return at >= end;
    }

    /** Makes the text no time unless this holds. */
    void require(boolean isGood) {
        bad |= !isGood;
    }

    /** Goes on behind a mark, if it is next. */
    boolean take(char mark) {
        boolean isThere = at < end && chars[at] == mark;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** Goes on behind one of two marks, if it is next. */
    boolean take(char mark, char orMark) {
        return take(mark) || take(orMark);
    }

    /** A number with so many digits; more are not read. */
    int number(int fewest, int most) {
        int first = at;
        int value = 0;
        while (at - first < most && hasDigit()) {
            value = value * 10 + (chars[at++] - '0');
        }
        require(at - first >= fewest);
        return value;
    }

    /** The microseconds that up to so many digits behind a point stand for; those behind the sixth are left out. */
    int fraction(int mostDigits) {
        int first = at;
        int micros = 0;
        for (int unit = FIRST_FRACTION_UNIT; hasDigit(); at++, unit /= 10) {
            micros += (chars[at] - '0') * unit;
        }
        require(at > first && at - first <= mostDigits);
        return micros;
    }

    private boolean hasDigit() {
        return at < end && chars[at] >= '0' && chars[at] <= '9';
    }
}
