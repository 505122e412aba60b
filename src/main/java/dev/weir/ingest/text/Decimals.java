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

    private Decimals() {}

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
