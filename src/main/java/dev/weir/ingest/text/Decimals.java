package dev.weir.ingest.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Reads decimal numbers exactly: times and counts never pass through a binary fraction. */
public final class Decimals {
    /** The longest number understood, in characters. */
    public static final int MAX_LENGTH = 100;

    /** Stands for a value that the wanted type cannot hold. */
    public static final long NONE = -1;

    private static final int LONG_DIGITS = 19;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** The digits of a number that are read one by one; a long holds that many nines. */
    private static final int MOST_PLAIN_DIGITS = 18;

    private static final int MICROS_SCALE = 6;
    /** The greatest whole number up to which a double holds each. */
    private static final long MOST_EXACT = 1L << 53;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Decimals() {}

    private static long[] powersOfTen() {
        long[] powers = new long[MOST_PLAIN_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /**
     * What {@link #whole(BigDecimal)} of the {@linkplain #parse parsed} text is, {@link #NONE} also for a text that is no number. Written
     * as digits alone, as nearly all are, it is read without an object.
     */
    public static long whole(char[] text, int start, int length) {
        long digits = pointPlace(text, start, length) == length ? plainDigits(text, start, length) : NONE;
        if (digits >= 0) {
            return digits;
        }
        BigDecimal number = parse(text, start, length);
        return number == null ? NONE : whole(number);
    }

    /** A million times a number written as digits, with up to six more behind a point; {@link #NONE} for any other text or one too large. */
    public static long plainMillionths(char[] text, int start, int length) {
        int scale = plainScale(text, start, length);
        long digits = scale > MICROS_SCALE ? NONE : plainDigits(text, start, length);
        long unit = POWERS_OF_TEN[MICROS_SCALE - Math.min(scale, MICROS_SCALE)];
        return digits < 0 || digits > Long.MAX_VALUE / unit ? NONE : digits * unit;
    }

    /** The nearest double to a number of few digits, with a point among them or not; {@link #NONE} for any other text. */
    public static double plainDouble(char[] text, int start, int length) {
        long digits = plainDigits(text, start, length);
        // Both are exact, so the quotient is the nearest double to what the text says.
        return digits < 0 || digits > MOST_EXACT
                ? (double) NONE
                : (double) digits / (double) POWERS_OF_TEN[plainScale(text, start, length)];
    }

    /** All digits in a row, whether a point is among them or not; {@link #NONE} if there is anything else, or too many of them. */
    private static long plainDigits(char[] text, int start, int length) {
        int point = pointPlace(text, start, length);
        boolean hasPoint = point < length;
        if (length == 0 || length - (hasPoint ? 1 : 0) > MOST_PLAIN_DIGITS || point == 0 || point == length - 1) {
            return NONE;
        }
        long digits = 0;
        for (int i = 0; i < length; i++) {
            int digit = text[start + i] - '0';
            if (i != point && (digit < 0 || digit > 9)) {
                return NONE;
            }
            digits = i == point ? digits : 10 * digits + digit;
        }
        return digits;
    }

    private static int plainScale(char[] text, int start, int length) {
        return Math.max(0, length - 1 - pointPlace(text, start, length));
    }

    /** Where the first point stands; the length if there is none. */
    private static int pointPlace(char[] text, int start, int length) {
        int at = 0;
        while (at < length && text[start + at] != '.') {
            at++;
        }
        return at;
    }

    /** Reads {@code [+-]digits[.digits][e[+-]digits]}; null if the text is anything else. */
    public static @Nullable BigDecimal parse(char[] text, int start, int length) {
        if (length == 0 || length > MAX_LENGTH) {
            return null;
        }
        for (int i = start; i < start + length; i++) {
            char c = text[i];
            // The digits of other scripts are none here.
            if (c > '9' ? c != 'e' && c != 'E' : c < '0' && c != '.' && c != '-' && c != '+') {
                return null;
            }
        }
        try {
            return new BigDecimal(text, start, length);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number if it is a whole one from 0 to {@link Long#MAX_VALUE}, else {@link #NONE}. */
    public static long whole(BigDecimal number) {
        if (number.signum() == 0) {
            return 0;
        }
        if (number.signum() < 0 || digits(number) < 1 || digits(number) > LONG_DIGITS) {
            return NONE;
        }
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        return whole.compareTo(number) == 0 && whole.compareTo(MOST) <= 0 ? whole.longValue() : NONE;
    }

    /** A million times the number, rounded to the nearest whole; {@link #NONE} if negative or too large. */
    public static long millionths(BigDecimal number) {
        if (number.signum() < 0 || (number.signum() > 0 && digits(number) > LONG_DIGITS)) {
            return NONE;
        }
        if (number.signum() == 0 || digits(number) < -6) {
            return 0;
        }
        BigDecimal millionths = number.movePointRight(6).setScale(0, RoundingMode.HALF_UP);
        return millionths.compareTo(MOST) <= 0 ? millionths.longValue() : NONE;
    }

    /** Before its point; 0 or fewer if it is below .1. To be asked first, for a few characters can say a number of a billion digits. */
    private static long digits(BigDecimal number) {
        return number.precision() - (long) number.scale();
    }
}
