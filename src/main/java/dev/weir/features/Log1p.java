package dev.weir.features;

/**
 * Computes {@link StrictMath#log1p} for positive numbers in Java, to the bit: the JVM leaves its own code for the native one of the C
 * library, which takes twice as long. By the method of fdlibm (Sun Microsystems, 1993): ln(1+x) is k ln 2 + ln(1+f), and ln(1+f) is a
 * polynomial in f/(2+f). The constants and the order of the operations are fdlibm's, since each rounds.
 */
final class Log1p {
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double P1 = 0x1.5555555555593p-1;
    private static final double P2 = 0x1.999999997fa04p-2;
    private static final double P3 = 0x1.2492494229359p-2;
    private static final double P4 = 0x1.c71c51d8e78afp-3;
    private static final double P5 = 0x1.7466496cb03dep-3;
    private static final double P6 = 0x1.39a09d078c69fp-3;
    private static final double P7 = 0x1.2f112df3e5244p-3;

    /** Below it the number is f itself. */
    private static final int HIGH_OF_SQRT2_MINUS_1 = 0x3fda827a;

    private static final int FRACTION_OF_SQRT2 = 0x6a09e;
    private static final int FRACTION_BITS = 20;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int BIAS = 1_023;
    private static final int HIGH_OF_ONE = 0x3ff00000;
    private static final int HIGH_OF_HALF = 0x3fe00000;
    private static final double LEAST = 1e-8;
    private static final double MOST = 1e15;

    private Log1p() {}

    static double of(double value) {
        if (!(value > LEAST && value < MOST)) {
            return StrictMath.log1p(value);
        }
        if (high(value) < HIGH_OF_SQRT2_MINUS_1) {
            double half = 0.5 * value * value;
            return value - (half - ratio(value) * (half + polynomial(value)));
        }
        double sum = 1 + value;
        int high = high(sum);
        int exponent = (high >> FRACTION_BITS) - BIAS;
        double lost = (exponent > 0 ? 1 - (sum - value) : value - (sum - 1)) / sum;
        int fraction = high & FRACTION;
        boolean isSmall = fraction < FRACTION_OF_SQRT2;
        double f = withHigh(sum, fraction | (isSmall ? HIGH_OF_ONE : HIGH_OF_HALF)) - 1;
        int k = isSmall ? exponent : exponent + 1;
        int left = isSmall ? fraction : (FRACTION + 1 - fraction) >> 2;
        double half = 0.5 * f * f;
        if (left == 0) {
            return StrictMath.log1p(value);
        }
        return k * LN2_HIGH - ((half - (ratio(f) * (half + polynomial(f)) + (k * LN2_LOW + lost))) - f);
    }

    private static double ratio(double f) {
        return f / (2 + f);
    }

    private static double polynomial(double f) {
        double s = ratio(f);
        double z = s * s;
        return z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * (P5 + z * (P6 + z * P7))))));
    }

    private static int high(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> Integer.SIZE);
    }

    private static double withHigh(double value, int high) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(value) & 0xffffffffL) | (long) high << Integer.SIZE);
    }
}
