package dev.weir.ingest.text;

/**
 * Reads {@code d/M/yyyy h:mm[:ss[.fraction]][ AM|PM]}, the day before the month, as UTC and without allocation. Not thread-safe.
 */
public final class DayFirstTime {
    private static final int HALF_DAY_HOURS = 12;
    private static final int MOST_FRACTION_DIGITS = 9;

    private final TimeText text = new TimeText();

    /** Microseconds since 1970-01-01T00:00Z, negative before; or {@link IsoTime#NONE} if the text is no such time. */
    public long parse(char[] chars, int start, int length) {
        text.begin(chars, start, length);
        int day = text.number(1, 2);
        text.require(text.take('/'));
        int month = text.number(1, 2);
        text.require(text.take('/'));
        int year = text.number(4, 4);
        text.require(text.take(' '));
        int hour = text.number(1, 2);
        text.require(text.take(':'));
        int minute = text.number(2, 2);
        boolean hasSeconds = text.take(':');
        int second = hasSeconds ? text.number(2, 2) : 0;
        int micros = hasSeconds && text.take('.') ? text.fraction(MOST_FRACTION_DIGITS) : 0;
        if (text.take(' ')) {
            hour = ofHalfDay(hour);
        }
        long utc = text.isWhole() ? IsoTime.utcMicros(year, month, day, hour, minute, second) : IsoTime.NONE;
        return utc == IsoTime.NONE ? IsoTime.NONE : utc + micros;
    }

    private int ofHalfDay(int hour) {
        boolean isAfternoon = text.take('P', 'p');
        text.require(isAfternoon || text.take('A', 'a'));
        text.require(text.take('M', 'm'));
        text.require(hour >= 1 && hour <= HALF_DAY_HOURS);
        return hour % HALF_DAY_HOURS + (isAfternoon ? HALF_DAY_HOURS : 0);
    }
}
