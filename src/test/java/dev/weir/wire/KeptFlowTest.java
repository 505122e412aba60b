package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.FlowId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptFlowTest {
    private static final long AT = 1_700_000_000_000L;
    private static final byte[] RECORD = "{\"scored_at\":5}".getBytes(StandardCharsets.UTF_8);

    private final FeatureEncoder encoder = new FeatureEncoder(schema(4));
    private final PackedFlow flow = encoder.pack(new FeatureVector(encoder.schema()));

    @Property
    void whatTravelsInTheHeader_isKeptAsItIs(@ForAll long scoredAtMillis) {
        Headers headers = KeptFlow.headers(new FlowId("a"), scoredAtMillis, 0.5, flow);

        byte[] kept = KeptFlow.ofRecord(headers, RECORD);

        assertThat(kept).isSameAs(headers.lastHeader(KeptFlow.HEADER).value());
        assertThat(KeptFlow.scoredAtMillis(kept)).isEqualTo(scoredAtMillis);
        KeptFlow read = Objects.requireNonNull(KeptFlow.read(kept, encoder));
        assertThat(read.scoredAtMillis()).isEqualTo(scoredAtMillis);
        assertThat(Objects.requireNonNull(read.flow()).bytes()).isEqualTo(flow.bytes());
    }

    @Test
    void scoreOfADrawnFlow_isKept_andNoOther() {
        Headers drawn = KeptFlow.headers(new FlowId("0-246"), AT, 0.3, flow);
        Headers other = KeptFlow.headers(new FlowId("0-247"), AT, 0.3, flow);

        KeptFlow read = Objects.requireNonNull(KeptFlow.read(KeptFlow.ofRecord(drawn, RECORD), encoder));

        assertThat(read.score()).isEqualTo(0.3);
        assertThat(read.scoredAtMillis()).isEqualTo(AT);
        assertThat(Objects.requireNonNull(read.flow()).bytes()).isEqualTo(flow.bytes());
        assertThat(Objects.requireNonNull(KeptFlow.read(KeptFlow.ofRecord(other, RECORD), encoder))
                        .score())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.NEGATIVE_INFINITY})
    void scoreThatIsNone_isNotKept(double score) {
        byte[] kept = KeptFlow.ofRecord(KeptFlow.headers(new FlowId("0-246"), AT, score, flow), RECORD);

        assertThat(Objects.requireNonNull(KeptFlow.read(kept, encoder)).score()).isNull();
    }

    @Test
    void flowOfAnotherEncoding_isForeign() {
        byte[] kept = KeptFlow.ofRecord(KeptFlow.headers(new FlowId("a"), AT, 0.5, flow), RECORD);

        KeptFlow read = Objects.requireNonNull(KeptFlow.read(kept, new FeatureEncoder(schema(5))));

        assertThat(read.flow()).isNull();
        assertThat(read.form()).isEqualTo("encoding " + encoder.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\u0003", "\u000312345678"})
    void headerThatIsNone_isNoFlow(String text) {
        Headers headers = new RecordHeaders().add(KeptFlow.HEADER, text.getBytes(StandardCharsets.UTF_8));

        assertThat(KeptFlow.read(KeptFlow.ofRecord(headers, RECORD), encoder)).isNull();
    }

    @Test
    void headerWithoutAValue_isNoFlow() {
        assertThat(KeptFlow.ofRecord(new RecordHeaders().add(KeptFlow.HEADER, null), RECORD))
                .isSameAs(RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"}", "not json", "{\"features\":\"\"}"})
    void anythingElse_isKeptWhole_andNoFlow(String text) {
        byte[] record = text.getBytes(StandardCharsets.UTF_8);

        assertThat(KeptFlow.ofRecord(new RecordHeaders(), record)).isSameAs(record);
        assertThat(KeptFlow.scoredAtMillis(record)).isZero();
        assertThat(KeptFlow.read(record, encoder)).isNull();
    }

    @Property
    void packedFormCutShort_isNothingToLearn(@ForAll @IntRange(min = 1, max = 60) int cut) {
        byte[] kept = KeptFlow.ofRecord(KeptFlow.headers(new FlowId("a"), AT, 0.5, flow), RECORD);

        KeptFlow read = KeptFlow.read(Arrays.copyOf(kept, Math.max(0, kept.length - cut)), encoder);

        assertThat(read == null ? null : read.flow()).isNull();
    }

    private static FeatureSchema schema(int columns) {
        return new FeatureSchema(IntStream.range(0, columns)
                .mapToObj(i -> new FeatureSchema.Column("c" + i, FeatureSchema.Kind.NUMERIC, ""))
                .toList());
    }
}
