package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.scoring.ScoredFlow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptFlowTest {
    private static final long AT = 1_700_000_000_000L;
    private static final FeatureSchema SCHEMA = schema(4);

    private final KeptFlow kept = new KeptFlow(SCHEMA);

    @Property
    void anyVector_isKeptBitForBit_inFewerBytes(
            @ForAll @IntRange(min = 1, max = 9) int columns, @ForAll float value, @ForAll long scoredAtMillis) {
        FeatureVector features = new FeatureVector(schema(columns));
        features.set(columns - 1, value);
        byte[] record = record(features, scoredAtMillis);

        byte[] packed = new KeptFlow(schema(columns)).pack(record);

        assertThat(packed).hasSizeLessThan(record.length / 2);
        assertThat(KeptFlow.scoredAtMillis(packed)).isEqualTo(scoredAtMillis);
        ScoredFlowJson.Taught taught = Objects.requireNonNull(KeptFlow.read(packed));
        assertThat(taught.scoredAtMillis()).isEqualTo(scoredAtMillis);
        assertThat(taught.isOf(schema(columns))).isTrue();
        assertThat(taught.features().bytes()).isEqualTo(features.toBytes());
    }

    /** As it stands in a store that was restored. */
    @Test
    void recordOfThisSchema_thatWasKeptWhole_meansTheSame() {
        byte[] whole = record(new FeatureVector(SCHEMA), AT);
        ScoredFlowJson.Taught ofWhole = Objects.requireNonNull(KeptFlow.read(whole));
        ScoredFlowJson.Taught ofPacked = Objects.requireNonNull(KeptFlow.read(kept.pack(whole)));

        assertThat(KeptFlow.scoredAtMillis(whole)).isEqualTo(KeptFlow.scoredAtMillis(kept.pack(whole)));
        assertThat(ofWhole.scoredAtMillis())
                .isEqualTo(ofPacked.scoredAtMillis())
                .isEqualTo(AT);
        assertThat(ofWhole.schema()).isEqualTo(ofPacked.schema());
        assertThat(ofWhole.features().bytes()).isEqualTo(ofPacked.features().bytes());
    }

    @Test
    void recordOfAnotherSchema_isKeptWhole_andReadAsBefore() {
        byte[] record = record(new FeatureVector(schema(5)), AT);

        assertThat(kept.pack(record)).isSameAs(record);
        assertThat(KeptFlow.scoredAtMillis(record)).isEqualTo(AT);
        assertThat(Objects.requireNonNull(KeptFlow.read(record)).isOf(schema(5)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"}", "not json", "{\"features\":\"\"}"})
    void anythingElse_isKeptWhole_andNoFlow(String text) {
        byte[] record = text.getBytes(StandardCharsets.UTF_8);

        assertThat(kept.pack(record)).isSameAs(record);
        assertThat(KeptFlow.scoredAtMillis(record)).isZero();
        assertThat(KeptFlow.read(record)).isNull();
    }

    @Test
    void featuresThatAreNoBase64_areKeptAsTheyCame() {
        byte[] record = record(new FeatureVector(SCHEMA), AT);
        record[record.length - 8] = '*';

        assertThat(kept.pack(record)).isSameAs(record);
    }

    @Property
    void packedFormCutShort_isNoFlow(@ForAll @IntRange(min = 1, max = 60) int cut) {
        byte[] packed = kept.pack(record(new FeatureVector(SCHEMA), AT));

        assertThat(KeptFlow.read(Arrays.copyOf(packed, Math.max(0, packed.length - cut))))
                .isNull();
    }

    private static FeatureSchema schema(int columns) {
        return new FeatureSchema(IntStream.range(0, columns)
                .mapToObj(i -> new FeatureSchema.Column("c" + i, FeatureSchema.Kind.NUMERIC, ""))
                .toList());
    }

    private static byte[] record(FeatureVector features, long scoredAtMillis) {
        Flow flow = new Flow("id", 0, new Host("a"), 1, new Host("b"), 2, 6, 0, 0, 0, 0, 0, ConnState.SF, null);
        return new ScoredFlowJson()
                .write(new ScoredFlow(new FlowId("id"), flow, scoredAtMillis, 0.5, 0), features, false);
    }
}
