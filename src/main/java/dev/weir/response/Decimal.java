package dev.weir.response;

/** Writes numbers from 0 to 1 for people. */
public final class Decimal {
    private static final int PLACES = 1_000;

    private Decimal() {}

    /** With three places, such as {@code 0.950}; cut, so that nothing below a limit is shown as having reached it. */
    public static String of(double number) {
        long thousandths = (long) Math.floor(number * PLACES + 1e-9);
        String digits = Long.toString(PLACES + thousandths % PLACES);
        return thousandths / PLACES + "." + digits.substring(1);
    }
}
