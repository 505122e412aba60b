package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benign flows beside an attack do not lower what is known of it. */
class DilutionTest {
    private final FeatureExtractor extractor =
            new FeatureExtractor(FeatureSettings.defaults(), new HeapHostStates(1000), new HeapHostStates(1000));
    private final FeatureVector vector = new FeatureVector(extractor.schema());

    @ParameterizedTest(name = "{0} look-ups per probe")
    @ValueSource(ints = {0, 5, 25, 50})
    void sweepAmongLookUps_isFound(int lookUps) {
        for (int probe = 0; probe < 200; probe++) {
            for (int i = 0; i < lookUps; i++) {
                extractor.extract(Flows.tcp(probe + i / 100.0, "scanner", "resolver", 53), vector);
            }
            extractor.extract(Flows.unanswered(probe + 0.9, "scanner", "host" + probe, 445), vector);
            if (probe >= 20) {
                assertThat(get("suspicion")).as("probe %s", probe).isPositive();
            }
        }
        assertThat(get("src.contact_failure_ratio.60s")).isGreaterThan(0.5f);
    }

    @ParameterizedTest(name = "{0} pages per probe")
    @ValueSource(ints = {5, 50})
    void portScanAmongPagesOfManySites_isFound(int pages) {
        for (int probe = 0; probe < 200; probe++) {
            for (int i = 0; i < pages; i++) {
                extractor.extract(
                        Flows.tcp(probe + i / 100.0, "scanner", "site" + (probe * pages + i) % 900, 443), vector);
            }
            extractor.extract(Flows.unanswered(probe + 0.9, "scanner", "victim", 1 + probe * 37), vector);
            if (probe >= 20) {
                assertThat(get("suspicion")).as("probe %s", probe).isPositive();
            }
        }
    }

    @Test
    void routineOfAScanner_isNotLaidToTheScan() {
        for (int probe = 0; probe < 200; probe++) {
            extractor.extract(Flows.unanswered(probe, "scanner", "host" + probe, 445), vector);
            extractor.extract(Flows.tcp(probe + 0.5, "scanner", "resolver", 53), vector);
        }
        assertThat(get("suspicion")).isLessThan(-1);
    }

    @Test
    void retriesToADeadPrinter_areNoProbes() {
        for (int i = 0; i < 300; i++) {
            extractor.extract(Flows.unanswered(3 * i, "desk", "printer", 9100), vector);
            extractor.extract(Flows.tcp(3 * i + 1, "desk", "site" + i % 10, 443), vector);
        }
        extractor.extract(Flows.unanswered(901, "desk", "printer", 9100), vector);
        assertThat(get("src.probes.60s")).isLessThan(0.1f);
        assertThat(get("suspicion")).isNegative();
    }

    private float get(String column) {
        return vector.get(extractor.schema().position(column));
    }
}
