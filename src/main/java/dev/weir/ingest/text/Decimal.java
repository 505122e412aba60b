package dev.weir.ingest.text;

/**
 * A decimal number read exactly: {@code mantissa * 10^exponent}. Times and counts never pass through a binary fraction, and
 * nothing is allocated for the usual ones. One instance is used over and over.
 */
public final class Decimal {
    /** The longest number understood, in characters. */
    public static final int MAX_LENGTH = 100;

    /** Stands for a value that the wanted type cannot hold. */
    public static final long NONE = -1;

    private static final int MAX_EXPONENT = 9_999;
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final long[] LONG_POWERS = new long[19];
    private static final double[] DOUBLE_POWERS = new double[23];

    static {
        LONG_POWERS[0] = 1;
        for (int i = 1; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
        }
        for (int i = 0; i < DOUBLE_POWERS.length; i++) {
            DOUBLE_POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private char[] chars = {};
    private int offset;
    private int end;
    private int at;

    private boolean negative;
    private long mantissa;
    private int exponent;
    private boolean cut;

    /** Reads {@code [+-]digits[.digits][e[+-]digits]}; false if the text is anything else. */
    public boolean parse(char[] text, int start, int length) {
        chars = text;
        offset = start;
        end = start + length;
        at = start;
        mantissa = 0;
        exponent = 0;
        cut = false;
        negative = sign();
        int digits = digits(0);
        if (at < end && chars[at] == '.') {
            at++;
            digits += digits(-1);
        }
        boolean ok = digits > 0 && length <= MAX_LENGTH;
        if (ok && at < end && (chars[at] == 'e' || chars[at] == 'E')) {
            at++;
            ok = exponent();
        }
        return ok && at == end;
    }

    private boolean sign() {
        if (at < end && (chars[at] == '-' || chars[at] == '+')) {
            return chars[at++] == '-';
        }
        return false;
    }

    private int digits(int exponentPerDigit) {
        int first = at;
        while (at < end && chars[at] >= '0' && chars[at] <= '9') {
            int digit = chars[at++] - '0';
            if (!cut && mantissa <= (Long.MAX_VALUE - digit) / 10) {
                mantissa = mantissa * 10 + digit;
                exponent += exponentPerDigit;
            } else {
                cut = true;
                exponent += exponentPerDigit + 1;
            }
        }
        return at - first;
    }

    private boolean exponent() {
        boolean down = sign();
        int first = at;
        int power = 0;
        while (at < end && chars[at] >= '0' && chars[at] <= '9') {
            power = Math.min(MAX_EXPONENT, power * 10 + (chars[at++] - '0'));
        }
        exponent += down ? -power : power;
        return at > first;
    }

    /** Whether the number is below zero. */
    public boolean isNegative() {
        return negative && mantissa != 0;
    }

    /** The number if it is a whole one from 0 to {@link Long#MAX_VALUE}, else {@link #NONE}. */
    public long toWhole() {
        if (mantissa == 0) {
            return 0;
        }
        if (negative || cut) {
            return NONE;
        }
        if (exponent >= 0) {
            return multiplied(exponent);
        }
        if (-exponent >= LONG_POWERS.length) {
            return NONE;
        }
        long power = LONG_POWERS[-exponent];
        return mantissa % power == 0 ? mantissa / power : NONE;
    }

    /** A million times the number, rounded to the nearest whole; {@link #NONE} if negative or too large. */
    public long toMillionths() {
        if (mantissa == 0) {
            return 0;
        }
        if (negative) {
            return NONE;
        }
        int shift = exponent + 6;
        if (shift >= 0) {
            return multiplied(shift);
        }
        if (-shift >= LONG_POWERS.length) {
            return 0;
        }
        long power = LONG_POWERS[-shift];
        long rest = mantissa % power;
        return mantissa / power + (rest >= power - rest ? 1 : 0);
    }

    private long multiplied(int power) {
        if (power >= LONG_POWERS.length || mantissa > Long.MAX_VALUE / LONG_POWERS[power]) {
            return NONE;
        }
        return mantissa * LONG_POWERS[power];
    }

    /** The nearest {@code double}, infinite if the number is beyond its range. */
    public double toDouble() {
        if (!cut && mantissa < EXACT_DOUBLE && Math.abs(exponent) < DOUBLE_POWERS.length) {
            // Both operands are exact, so IEEE 754 rounds the one operation correctly.
            double value = exponent < 0 ? mantissa / DOUBLE_POWERS[-exponent] : mantissa * DOUBLE_POWERS[exponent];
            return negative ? -value : value;
        }
        return Double.parseDouble(new String(chars, offset, end - offset));
    }
}
