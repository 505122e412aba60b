package dev.weir.ingest.text;

/**
 * Reads {@code d/M/yyyy h:mm[:ss[.fraction]][ AM|PM]}, the day before the month, as UTC and without allocation. Not thread-safe.
 */
public final class DayFirstTime {
    private static final int HALF_DAY_HOURS = 12;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int FIRST_FRACTION_UNIT = 100_000;

    private char[] chars = {};
    private int at;
    private int end;
    private boolean bad;

    /** Microseconds since 1970-01-01T00:00Z, negative before; or {@link IsoTime#NONE} if the text is no such time. */
    public long parse(char[] text, int start, int length) {
        chars = text;
        at = start;
        end = start + length;
        bad = false;
        int day = number(1, 2);
        expect('/');
        int month = number(1, 2);
        expect('/');
        int year = number(4, 4);
        expect(' ');
        int hour = number(1, 2);
        expect(':');
        int minute = number(2, 2);
        boolean hasSeconds = take(':');
        int second = hasSeconds ? number(2, 2) : 0;
        int micros = hasSeconds && take('.') ? fraction() : 0;
        if (take(' ')) {
            hour = ofHalfDay(hour);
        }
        long utc = bad || at != end ? IsoTime.NONE : IsoTime.utcMicros(year, month, day, hour, minute, second);
        return utc == IsoTime.NONE ? IsoTime.NONE : utc + micros;
    }

    private int ofHalfDay(int hour) {
        boolean isAfternoon = take('P') || take('p');
        bad |= !isAfternoon && !take('A') && !take('a');
        bad |= !take('M') && !take('m');
        bad |= hour < 1 || hour > HALF_DAY_HOURS;
        return hour % HALF_DAY_HOURS + (isAfternoon ? HALF_DAY_HOURS : 0);
    }

    private int fraction() {
        int first = at;
        int micros = 0;
        for (int unit = FIRST_FRACTION_UNIT; hasDigit(); at++, unit /= 10) {
            micros += (chars[at] - '0') * unit;
        }
        bad |= at == first || at - first > MOST_FRACTION_DIGITS;
        return micros;
    }

    private int number(int fewest, int most) {
        int first = at;
        int value = 0;
        while (at - first < most && hasDigit()) {
            value = value * 10 + (chars[at++] - '0');
        }
        bad |= at - first < fewest;
        return value;
    }

    private boolean hasDigit() {
        return at < end && chars[at] >= '0' && chars[at] <= '9';
    }

    private void expect(char mark) {
        bad |= !take(mark);
    }

    private boolean take(char mark) {
        boolean isThere = at < end && chars[at] == mark;
        at += isThere ? 1 : 0;
        return isThere;
    }
}
