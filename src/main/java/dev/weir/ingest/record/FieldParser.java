package dev.weir.ingest.record;

import dev.weir.flow.Flow;
import dev.weir.ingest.text.DayFirstTime;
import dev.weir.ingest.text.Decimals;
import dev.weir.ingest.text.IsoTime;
import java.math.BigDecimal;

/**
 * Turns the text of fields into numbers and times. A number may be missing or odd; both are {@link Flow#ABSENT} here, since one
 * odd field must not hide a flow. Not thread-safe.
 */
public final class FieldParser {
    /** Stands for text that is no time. */
    public static final long NO_TIME = -1;

    private static final long MICROS_PER_SECOND = 1_000_000;
    /** A number above the last second of the year 9999 counts smaller units: from 1978 on no two units can be mistaken. */
    private static final long MOST_SECONDS = Flow.MAX_TIMESTAMP_MICROS / MICROS_PER_SECOND + 1;

    private final IsoTime isoTime = new IsoTime();
    private final DayFirstTime dayFirstTime = new DayFirstTime();

    FieldParser() {}

    /** Microseconds since 1970 of a number of seconds, milli-, micro- or nanoseconds or an ISO-8601 time; or {@link #NO_TIME}. */
    public long micros(RawRecord raw, Column column) {
        int start = raw.start(column);
        int length = raw.length(column);
        if (IsoTime.looksLike(raw.chars(), start, length)) {
            long micros = isoTime.parse(raw.chars(), start, length);
            return micros < 0 || micros > Flow.MAX_TIMESTAMP_MICROS ? NO_TIME : micros;
        }
        long plain = Decimals.plainMillionths(raw.chars(), start, length);
        if (plain >= 0 && plain <= Flow.MAX_TIMESTAMP_MICROS) {
            return plain;
        }
        BigDecimal number = Decimals.parse(raw.chars(), start, length);
        if (number == null || number.signum() < 0) {
            return NO_TIME;
        }
        long micros = Decimals.millionths(number);
        if (micros >= 0 && micros <= Flow.MAX_TIMESTAMP_MICROS) {
            return micros;
        }
        // A number that has more millionths than a long can hold is one of micro- or nanoseconds, which come without
        // fractions.
        return micros >= 0 ? micros / 1_000 : ofSmallerUnit(Decimals.whole(number));
    }

    /** The same of a time that may be written with the day first, as in {@code 07/03/2017 03:56:22 PM}. */
    public long dayFirstMicros(RawRecord raw, Column column) {
        long micros = dayFirstTime.parse(raw.chars(), raw.start(column), raw.length(column));
        if (micros == IsoTime.NONE) {
            return micros(raw, column);
        }
        return micros < 0 || micros > Flow.MAX_TIMESTAMP_MICROS ? NO_TIME : micros;
    }

    private static long ofSmallerUnit(long number) {
        if (number < MOST_SECONDS) {
            return NO_TIME;
        }
        return number < MOST_SECONDS * MICROS_PER_SECOND ? number : number / 1_000;
    }

    /** A whole number from 0 to the given one, or {@link Flow#ABSENT}. */
    public long whole(RawRecord raw, Column column, long most) {
        long value =
                raw.has(column) ? Decimals.whole(raw.chars(), raw.start(column), raw.length(column)) : Decimals.NONE;
        return value < 0 || value > most ? Flow.ABSENT : value;
    }

    /** A number of 0 or more, or NaN. */
    public double notNegative(RawRecord raw, Column column) {
        if (!raw.has(column)) {
            return Double.NaN;
        }
        double plain = Decimals.plainDouble(raw.chars(), raw.start(column), raw.length(column));
        if (plain >= 0) {
            return plain;
        }
        BigDecimal number = Decimals.parse(raw.chars(), raw.start(column), raw.length(column));
        double value = number == null || number.signum() < 0 ? Double.NaN : number.doubleValue();
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
