package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThreatTest {
    @Test
    void evidence_isAsItIsFormatted() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            assertFormatted(
                    "%.0f calls, every %.0f s, to within %.0f %%", random.nextInt(2_000) / 4.0, any(random), 2.5);
            assertFormatted("%.1f MB sent, %.0f received", any(random), any(random));
        }
        for (double odd : new double[] {0, -0.0, -1, 0.5, 1.5, 0.49999999999999994, 1e15, 1e300, Double.NaN}) {
            assertFormatted("%.0f attempts in vain", odd);
        }
        assertFormatted("none of its attempts");
    }

    private static double any(SplittableRandom random) {
        return Math.expm1(random.nextDouble(0, 40));
    }

    private static void assertFormatted(String evidence, double... numbers) {
        Object[] boxed = new Object[numbers.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = numbers[i];
        }
        assertThat(Threat.seen(ThreatKind.BEACON, evidence, numbers)
                        .orElseThrow()
                        .evidence())
                .isEqualTo(String.format(Locale.ROOT, evidence, boxed));
    }
}
