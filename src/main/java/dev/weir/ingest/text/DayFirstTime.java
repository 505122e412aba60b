package dev.weir.ingest.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code d/M/yyyy h:mm[:ss[.fraction]][ AM|PM]}, the day before the month, as UTC. */
public final class DayFirstTime {
    private static final Pattern TEXT = Pattern.compile(
            "(\\d{1,2})/(\\d{1,2})/(\\d{4}) (\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,9})?))?(?: ([AaPp])[Mm])?");
    private static final int HALF_DAY_HOURS = 12;

    private DayFirstTime() {}

    /** The same as an ISO-8601 time, which may still be none, such as one of the 13th month; the text itself if it is of another form. */
    public static String toIso(String text) {
        Matcher time = TEXT.matcher(text);
        if (!time.matches()) {
            return text;
        }
        int hour = Integer.parseInt(time.group(4));
        if (time.group(7) != null) {
            if (hour < 1 || hour > HALF_DAY_HOURS) {
                return text;
            }
            hour = hour % HALF_DAY_HOURS + (time.group(7).equalsIgnoreCase("p") ? HALF_DAY_HOURS : 0);
        }
        return String.format(
                Locale.ROOT,
                "%s-%02d-%02dT%02d:%s:%s",
                time.group(3),
                Integer.parseInt(time.group(2)),
                Integer.parseInt(time.group(1)),
                hour,
                time.group(5),
                time.group(6) == null ? "00" : time.group(6));
    }
}
