package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FeatureExtractorPropertyTest {
    @Property(tries = 100)
    void anyFlows_giveFiniteOrAbsentValues(@ForAll("flows") List<Flow> flows) {
        FeatureExtractor extractor = extractor(new HeapHostStates(4), new HeapHostStates(4));
        FeatureVector vector = new FeatureVector(extractor.schema());
        for (Flow flow : flows) {
            extractor.extract(flow, vector);
            float anomaly = vector.get(extractor.schema().position("anomaly"));
            assertThat(anomaly).isBetween(0f, 1f);
            for (int i = 0; i < extractor.schema().size(); i++) {
                assertThat(Float.isInfinite(vector.get(i))).isFalse();
                assertCategoryIsWhole(extractor.schema().column(i), vector.get(i));
            }
        }
    }

    private static void assertCategoryIsWhole(FeatureSchema.Column column, float value) {
        if (column.kind() == FeatureSchema.Kind.CATEGORY) {
            assertThat(value).isBetween(0f, 0x1p24f).isEqualTo((float) Math.rint(value));
        }
    }

    @Property(tries = 50)
    void breakAndResume_changesNothing(@ForAll("flows") List<Flow> flows) {
        HeapHostStates sources = new HeapHostStates(100);
        HeapHostStates destinations = new HeapHostStates(100);
        FeatureExtractor whole = extractor(new HeapHostStates(100), new HeapHostStates(100));
        FeatureExtractor broken = extractor(sources, destinations);
        FeatureVector expected = new FeatureVector(whole.schema());
        FeatureVector actual = new FeatureVector(whole.schema());
        for (Flow flow : flows) {
            whole.extract(flow, expected);
            broken.extract(flow, actual);
            assertThat(actual.toBytes()).isEqualTo(expected.toBytes());
            byte[] shared = broken.saveShared();
            broken = extractor(sources, destinations);
            broken.loadShared(shared);
        }
    }

    private static FeatureExtractor extractor(HostStates sources, HostStates destinations) {
        return new FeatureExtractor(FeatureSettings.defaults(), sources, destinations);
    }

    @Provide
    Arbitrary<List<Flow>> flows() {
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(0, Flow.MAX_TIMESTAMP_MICROS),
                Arbitraries.longs().between(Flows.START_MICROS, Flows.START_MICROS + 10_000_000_000L));
        Arbitrary<String> hosts = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h");
        Arbitrary<Integer> ports = Arbitraries.integers().between(Flow.ABSENT, Flow.MAX_PORT);
        Arbitrary<Double> durations = Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1e6), Arbitraries.of(Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE));
        Arbitrary<Long> counts = Arbitraries.oneOf(
                Arbitraries.longs().between(Flow.ABSENT, 100_000), Arbitraries.of(Long.MAX_VALUE, 0L));
        return Combinators.combine(
                        times, hosts, hosts, ports, durations, counts, counts, Arbitraries.of(ConnState.class))
                .as((time, source, destination, port, duration, out, back, state) -> new Flow(
                        null,
                        time,
                        new Host(source),
                        port,
                        new Host(destination),
                        port,
                        Math.abs(port % 256),
                        duration,
                        out,
                        back,
                        out,
                        back,
                        state,
                        null))
                .list()
                .ofMaxSize(60);
    }
}
