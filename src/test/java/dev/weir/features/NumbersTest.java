package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void log1p_isThatOfTheJdk_toTheBit() {
        for (int i = -3_000; i <= 3_000; i++) {
            assertSame(i);
            assertSame(i / 7.0);
        }
        for (double value : new double[] {0.0, -0.0, Double.NaN, 1e300, Long.MAX_VALUE, Double.MIN_VALUE, -1}) {
            assertSame(value);
        }
    }

    private static void assertSame(double value) {
        assertThat(Double.doubleToRawLongBits(Numbers.log1p(value)))
                .as("log1p of %s", value)
                .isEqualTo(Double.doubleToRawLongBits(Math.log1p(value)));
    }
}
