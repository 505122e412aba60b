package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
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

    @Test
    void log1p_ofNumbersOfAnySize_isThatOfTheJdk_toTheBit() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            double near = Math.scalb(1 + random.nextInt(-9, 9) * Math.ulp(1.0), random.nextInt(-60, 60));
            double any = Math.exp(random.nextDouble(-45, 45));
            for (double value : new double[] {near, any, random.nextDouble(), Math.rint(any) + near}) {
                if (Double.doubleToRawLongBits(Numbers.log1p(value)) != Double.doubleToRawLongBits(Math.log1p(value))) {
                    assertSame(value);
                }
            }
        }
    }

    private static void assertSame(double value) {
        assertThat(Double.doubleToRawLongBits(Numbers.log1p(value)))
                .as("log1p of %s", value)
                .isEqualTo(Double.doubleToRawLongBits(Math.log1p(value)));
    }
}
