package dev.weir.ingest.text;

/**
 * Reads {@code yyyy-MM-dd'T'HH:mm:ss[.fraction][Z|±hh[:]mm]} without allocation; a space may stand for the {@code T} and
 * slashes for the hyphens, and a
 * time without a zone is UTC.
 */
public final class IsoTime {
    /** Stands for text that is no time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int LONGEST = 40;

    private final TimeText text = new TimeText();

    /** Whether the text begins as such a time does, rather than as a number. */
    public static boolean looksLike(char[] text, int start, int length) {
        return length > 4
                && (text[start + 4] == '-' || text[start + 4] == '/')
                && text[start] >= '0'
                && text[start] <= '9';
    }

    /** Microseconds since 1970-01-01T00:00Z, negative before, or {@link #NONE}. */
    public long parse(char[] chars, int start, int length) {
        text.begin(chars, start, length);
        text.require(length <= LONGEST);
        int year = text.number(4, 4);
        int month = after('-', '/');
        int day = after('-', '/');
        int hour = after('T', ' ');
        int minute = after(':', ':');
        int second = after(':', ':');
        int micros = text.take('.', ',') ? text.fraction(LONGEST) : 0;
        int offsetSeconds = zone();
        long utc = text.isWhole() ? utcMicros(year, month, day, hour, minute, second) : NONE;
        return utc == NONE ? NONE : utc - offsetSeconds * 1_000_000L + micros;
    }

    /** Microseconds since 1970-01-01T00:00Z of a time in UTC, negative before; or {@link #NONE} if there is no such time. */
    static long utcMicros(int year, int month, int day, int hour, int minute, int second) {
        if (!inRange(year, month, day) || hour > 23 || minute > 59 || second > 60) {
            return NONE;
        }
        return (epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second) * 1_000_000;
    }

    private static boolean inRange(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS_OF_MONTH[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /** Howard Hinnant's days_from_civil, for years from 0 on. */
    private static long epochDay(int year, int month, int day) {
        long shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, 400L);
        long yearOfEra = shiftedYear - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private int after(char mark, char orMark) {
        text.require(text.take(mark, orMark));
        return text.number(2, 2);
    }

    private int zone() {
        if (text.isOver() || text.take('Z', 'z')) {
            return 0;
        }
        boolean isWest = text.take('-');
        text.require(isWest || text.take('+'));
        int hours = text.number(2, 2);
        text.take(':');
        int minutes = text.isOver() ? 0 : text.number(2, 2);
        text.require(hours <= 18 && minutes <= 59);
        int seconds = hours * 3_600 + minutes * 60;
        return isWest ? -seconds : seconds;
    }
}
