package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.flow.Flow;
import org.junit.jupiter.api.Test;

/** A host's time moves with the ends of its flows and never back. */
class HostTimeTest {
    private static final double HOUR = 3_600;

    private final FeatureExtractor extractor =
            new FeatureExtractor(FeatureSettings.defaults(), new HeapHostStates(1000), new HeapHostStates(1000));
    private final FeatureVector vector = new FeatureVector(extractor.schema());

    @Test
    void longSessionThatCloses_takesNothingFromWhatIsKnownOfItsHost() {
        guess(120);
        float guessing = get("suspicion");
        float flows = get("src.count.60s");
        extractor.extract(Flows.lasting(Flows.tcp(120 - 2 * HOUR, "guesser", "server", 22), 2 * HOUR), vector);
        extractor.extract(Flows.tcp(121, "guesser", "server", 22), vector);
        assertThat(get("suspicion")).isGreaterThanOrEqualTo(guessing);
        assertThat(get("src.count.60s")).isGreaterThanOrEqualTo(flows);
    }

    @Test
    void sessionsThatCloseAllDay_leaveNoTraceInTheCounts() {
        for (int i = 0; i < 600; i++) {
            extractor.extract(Flows.tcp(i, "desk", "site" + i % 10, 443), vector);
            if (i % 20 == 0) {
                extractor.extract(Flows.lasting(Flows.tcp(i - 5 * HOUR, "desk", "mail", 993), 5 * HOUR), vector);
            }
        }
        assertThat(get("src.count.60s")).isCloseTo((float) Math.log1p(63), within(0.05f));
    }

    @Test
    void lateFlow_countsForWhatIsLeftOfIt() {
        for (int i = 0; i < 100; i++) {
            extractor.extract(Flows.tcp(10 * i, "desk", "site", 443), vector);
        }
        double before = Math.expm1(get("src.count.1h"));
        double shortly = Math.expm1(get("src.count.10s"));
        extractor.extract(Flows.tcp(990 - 600, "desk", "site", 443), vector);
        assertThat(get("src.count.10s")).isGreaterThan((float) Math.log1p(shortly));
        extractor.extract(Flows.tcp(990, "desk", "site", 443), vector);
        assertThat(Math.expm1(get("src.count.1h")) - before).isCloseTo(Math.exp(-600 / HOUR) + 1, within(0.01));
        assertThat(Math.expm1(get("src.count.10s")) - shortly).isCloseTo(1, within(0.01));
    }

    @Test
    void falseTimes_onePerGuess_hideNoGuesses() {
        guess(120);
        float guessing = get("suspicion");
        for (double wrong : new double[] {-1e6, 1e6, -5 * HOUR, 5 * HOUR, 1e9}) {
            extractor.extract(Flows.tcp(120 + wrong, "guesser", "elsewhere", 443), vector);
            extractor.extract(Flows.tcp(121, "guesser", "server", 22), vector);
            assertThat(get("suspicion")).as("after a flow %s s off", wrong).isGreaterThan(guessing - 0.2f);
        }
    }

    @Test
    void hugeDuration_movesNoTime() {
        guess(120);
        float guessing = get("suspicion");
        for (double seconds : new double[] {1e300, Double.MAX_VALUE, 1e9, Double.NaN}) {
            extractor.extract(Flows.lasting(Flows.tcp(120, "guesser", "server", 22), seconds), vector);
            extractor.extract(Flows.tcp(121, "guesser", "server", 22), vector);
            assertThat(get("suspicion")).isGreaterThan(guessing - 0.2f);
        }
    }

    @Test
    void twoSensorsWithDifferentClocks_areBothFollowed() {
        for (double skew : new double[] {0, -7 * HOUR, -HOUR, HOUR, 9 * HOUR}) {
            FeatureExtractor other = new FeatureExtractor(
                    FeatureSettings.defaults(), new HeapHostStates(1000), new HeapHostStates(1000));
            for (int batch = 0; batch < 10; batch++) {
                for (int i = 0; i < 40; i++) {
                    Flow probe = Flows.unanswered(10 * batch + i / 4.0, "scanner", "h" + batch + "-" + i, 445);
                    other.extract(probe, vector);
                }
                float suspicion = get("suspicion");
                assertThat(suspicion)
                        .as("batch %s with a skew of %s s", batch, skew)
                        .isPositive();
                for (int i = 0; i < 60; i++) {
                    other.extract(Flows.tcp(skew + 10 * batch + i / 6.0, "desk" + i % 9, "site", 443), vector);
                }
            }
        }
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            extractor.extract(Flows.tcp(i, "guesser", "server", 22), vector);
        }
    }

    private float get(String column) {
        return vector.get(extractor.schema().position(column));
    }
}
