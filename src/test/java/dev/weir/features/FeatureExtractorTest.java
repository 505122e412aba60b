package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {
    private final HeapHostStates sources = new HeapHostStates(1000);
    private final HeapHostStates destinations = new HeapHostStates(1000);
    private final FeatureExtractor extractor = new FeatureExtractor(FeatureSettings.defaults(), sources, destinations);
    private final FeatureVector vector = new FeatureVector(extractor.schema());

    @Test
    void stateOfAnotherVersion_isForgotten() {
        extractor.extract(Flows.tcp(0, "a", "b", 80), vector);
        byte[] future = new byte[10];
        future[0] = 99;
        sources.put("a", future);
        extractor.extract(Flows.tcp(1, "a", "b", 80), vector);
        assertThat(get("src.flows")).isZero();
        assertThat(get("dst.flows")).isPositive();
    }

    @Test
    void sharedState_damagedAnywhere_isRefused() {
        extractor.extract(Flows.tcp(0, "a", "b", 80), vector);
        byte[] saved = extractor.saveShared();
        for (int at = 0; at < saved.length; at += 97) {
            byte[] damaged = saved.clone();
            damaged[at] ^= 4;
            assertThatIllegalArgumentException().isThrownBy(() -> extractor.loadShared(damaged));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> extractor.loadShared(new byte[0]));
        extractor.loadShared(saved);
    }

    @Test
    void falseFutureTime_doesNotFreezeTheHost() {
        for (int i = 0; i < 20; i++) {
            extractor.extract(Flows.tcp(i, "a", "b", 80), vector);
        }
        extractor.extract(Flows.tcp(3e9, "a", "b", 80), vector);
        extractor.extract(Flows.tcp(21, "a", "b", 80), vector);
        assertThat(get("src.count.1h")).isGreaterThan((float) Math.log1p(20));
        extractor.extract(Flows.tcp(21 + 3600, "a", "b", 80), vector);
        assertThat(get("src.count.60s")).isCloseTo((float) Math.log1p(1), within(0.01f));
    }

    @Test
    void timeThatMovedForGood_isFollowed() {
        for (int i = 0; i < 20; i++) {
            extractor.extract(Flows.tcp((i < 10 ? 0 : 1e7) + i, "a", "b", 80), vector);
        }
        extractor.extract(Flows.tcp(1e7 + 1000, "a", "b", 80), vector);
        assertThat(get("src.count.10s")).isCloseTo((float) Math.log1p(1), within(0.01f));
    }

    @Test
    void inventedHosts_doNotGrowTheStates() {
        for (int i = 0; i < 5000; i++) {
            extractor.extract(Flows.unanswered(i * 0.001, "s" + i, "d" + i, 80), vector);
        }
        assertThat(sources.size()).isEqualTo(1000);
        assertThat(destinations.size()).isEqualTo(1000);
        assertThat(sources.get("s4999")).hasSizeLessThan(700);
        assertThat(destinations.get("d4999")).hasSizeLessThan(700);
        assertThat(extractor.saveShared()).hasSizeLessThan(200_000);
    }

    @Test
    void portScan_isToldByNewPortsAndFailures() {
        for (int port = 1; port <= 200; port++) {
            extractor.extract(Flows.unanswered(port * 0.01, "scanner", "victim", port), vector);
        }
        assertThat(get("src.contact_new_port_ratio.10s")).isGreaterThan(0.8f);
        assertThat(get("src.contact_failure_ratio.60s")).isEqualTo(1f);
        assertThat(get("src.new_peer_ratio.10s")).isLessThan(0.05f);
        assertThat(get("dst.new_ports.60s")).isGreaterThan((float) Math.log1p(150));
    }

    @Test
    void beacon_isToldByEvenIntervals_evenBesideAScan() {
        for (int i = 0; i < 50; i++) {
            extractor.extract(Flows.tcp(60 * i, "bot", "c2", 443), vector);
            for (int j = 0; j < 20; j++) {
                extractor.extract(Flows.unanswered(60 * i + 1 + j, "bot", "target" + i + "-" + j, 23), vector);
            }
        }
        extractor.extract(Flows.tcp(60 * 50, "bot", "c2", 443), vector);
        assertThat(get("pair.jitter")).isLessThan(0.05f);
        assertThat(get("pair.interval")).isCloseTo((float) Math.log1p(60_000), within(0.01f));
        assertThat(get("src.new_peer")).isZero();
    }

    @Test
    void destinationCounts_areScaledByThePartitions() {
        FeatureExtractor four = new FeatureExtractor(
                new FeatureSettings(4, 1000, 1000, 20_000), new HeapHostStates(1000), new HeapHostStates(1000));
        four.extract(Flows.tcp(0, "a", "b", 80), vector);
        assertThat(get("dst.count.60s")).isEqualTo((float) Math.log1p(4));
        assertThat(get("src.count.60s")).isEqualTo((float) Math.log1p(1));
    }

    @Test
    void renamedHosts_giveTheSameNumbers() {
        FeatureExtractor other =
                new FeatureExtractor(FeatureSettings.defaults(), new HeapHostStates(1000), new HeapHostStates(1000));
        FeatureVector otherVector = new FeatureVector(other.schema());
        for (int i = 0; i < 500; i++) {
            extractor.extract(Flows.tcp(i, "10.0.0." + i % 7, "192.168.1." + i % 90, i % 40), vector);
            other.extract(Flows.tcp(i, "x" + 31 * (i % 7), "y" + 17 * (i % 90), i % 40), otherVector);
            assertThat(otherVector.toBytes()).isEqualTo(vector.toBytes());
        }
    }

    @Test
    void everyColumn_isNamedAndDescribed() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < extractor.schema().size(); i++) {
            FeatureSchema.Column column = extractor.schema().column(i);
            names.add(column.name());
            assertThat(column.name()).matches("[a-z0-9_]+(\\.[a-z0-9_]+)*");
            assertThat(column.description()).endsWith(".");
        }
        assertThat(names).contains("anomaly").doesNotHaveDuplicates();
    }

    private float get(String column) {
        return vector.get(extractor.schema().position(column));
    }
}
