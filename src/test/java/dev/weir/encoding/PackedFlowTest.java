package dev.weir.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSchema.Column;
import dev.weir.features.FeatureSchema.Kind;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackedFlowTest {
    private static final FeatureSchema SHIPPED = FeatureExtractor.schemaOf(FeatureSettings.defaults());
    private static final FeatureSchema SCHEMA = new FeatureSchema(List.of(
            new Column("flow.protocol", Kind.CATEGORY, ""),
            new Column("flow.duration", Kind.NUMERIC, ""),
            new Column("suspicion", Kind.LOGIT, ""),
            new Column("flow.state", Kind.CATEGORY, "")));

    private final FeatureEncoder encoder = new FeatureEncoder(SCHEMA);

    @Property
    void anyVector_givesTheSamePairsWhenPacked(@ForAll @Size(4) float[] values) {
        FeatureVector vector = vector(values);

        assertThat(pairs(encoder, encoder.pack(vector))).isEqualTo(pairs(encoder, vector));
        Example example = new Example(1);
        assertThat(encoder.packAndEncode(vector, example, false).bytes())
                .isEqualTo(encoder.pack(vector).bytes());
        assertThat(pairs(example)).isEqualTo(pairs(encoder, vector));
    }

    @Property
    void usualVector_givesTheSamePairsWhenPacked(
            @ForAll @IntRange(max = 1 << 24) int first,
            @ForAll @FloatRange(min = -30, max = 30) float number,
            @ForAll @FloatRange(min = -10, max = 10) float odds,
            @ForAll boolean absent) {
        FeatureVector vector = vector(first, number, odds, absent ? Float.NaN : first);

        assertThat(pairs(encoder, encoder.pack(vector))).isEqualTo(pairs(encoder, vector));
    }

    @Test
    void shownBins_areThoseOfTheVector_andOfThisEncodingAlone() {
        ShownBins bins = new ShownBins(encoder);
        byte[] shown = new byte[bins.columns()];

        bins.write(encoder.pack(vector(5, 0.3f, -2, Float.NaN)), shown);

        assertThat(shown).containsExactly(6, Bins.of(0.3f), Bins.of(-2), 0);
        assertThat(bins.name(1, shown[1])).isEqualTo("flow.duration in [0.25,0.5)");
        assertThat(bins.name(3, shown[3])).isEqualTo("flow.state absent");
        PackedFlow foreign = new FeatureEncoder(SHIPPED).pack(new FeatureVector(SHIPPED));
        assertThatThrownBy(() -> bins.write(foreign, shown)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void flowOfTheShippedColumns_takesAHundredBytes() {
        FeatureVector vector = new FeatureVector(SHIPPED);
        for (int column = 0; column < SHIPPED.size(); column++) {
            vector.set(column, SHIPPED.column(column).kind() == Kind.CATEGORY ? 1 << 20 : 7.3);
        }

        assertThat(new FeatureEncoder(SHIPPED).pack(vector).bytes()).hasSizeLessThan(110);
    }

    @Property
    void bytesCutShort_orWithMoreBehind_areNoFlow(@ForAll @IntRange(min = 0, max = 25) int length) {
        byte[] packed = encoder.pack(vector(6, 0.5f, 2, 1)).bytes();
        byte[] other = Arrays.copyOf(packed, length);

        boolean isFlow = length >= PackedFlow.HEAD_BYTES && encoder.fits(PackedFlow.ofBytes(other));

        assertThat(isFlow).isEqualTo(length == packed.length);
    }

    @Test
    void binThatThereIsNot_andCategoryBeyondAllNumbers_areRefused() {
        byte[] packed = encoder.pack(vector(6, 0.5f, 2, Float.NaN)).bytes();
        byte[] noBin = packed.clone();
        noBin[PackedFlow.HEAD_BYTES + 1] = (byte) Bins.COUNT;
        byte[] noCategory = Arrays.copyOf(packed, packed.length + 4);
        Arrays.fill(noCategory, packed.length - 1, noCategory.length, (byte) -1);

        assertThat(encoder.fits(PackedFlow.ofBytes(noBin))).isFalse();
        assertThat(encoder.fits(PackedFlow.ofBytes(noCategory))).isFalse();
    }

    @Test
    void flowOfAnotherEncoder_isRefused() {
        PackedFlow flow = encoder.pack(vector(6, 0.5f, 2, 1));
        FeatureEncoder other = new FeatureEncoder(SHIPPED);

        assertThat(flow.encoding()).isEqualTo(encoder.fingerprint());
        assertThat(other.fits(flow)).isFalse();
        assertThatThrownBy(() -> other.encode(flow, new Example(9))).hasMessageContaining(encoder.fingerprint());
    }

    @Test
    void bytesOfAnotherForm_areNoFlow() {
        assertThatThrownBy(() -> PackedFlow.ofBytes(new byte[20])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedFlow.ofBytes(new byte[] {1})).isInstanceOf(IllegalArgumentException.class);
    }

    /** A failure here means that flows are seen in another way than before: add the new encoding, and leave the old ones. */
    @Test
    void encodingOfThisRelease_isOneThatLogsAreReadBy() {
        FeatureEncoder own = new FeatureEncoder(SHIPPED);

        assertThat(Encodings.of(own.fingerprint())).isPresent();
    }

    @Test
    void encodingOfTheFirstPackedLessons_isKnownForGood() {
        assertThat(Encodings.of("30505fa124a77e4d").orElseThrow().fingerprint()).isEqualTo("30505fa124a77e4d");
    }

    @Test
    void encodingThatIsUnknown_isSaidToBe() {
        PackedFlow flow = encoder.pack(vector(6, 0.5f, 2, 1));

        assertThat(Encodings.of(flow.encoding())).isEmpty();
        assertThatThrownBy(() -> Encodings.unpack(flow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(flow.encoding());
    }

    @Test
    void flowOfAListedHost_hasPairsForItsSourcesAndTheirRecord_andKeepsThemPacked() {
        FeatureVector plain = vector(6, 0.5f, 2, 1);
        FeatureVector listed = vector(6, 0.5f, 2, 1);
        listed.setListings(List.of(new Listing("feed", 12, 2), new Listing("other", 0, 0)));

        List<String> more = new ArrayList<>(pairs(encoder, listed));
        assertThat(more)
                .containsAll(pairs(encoder, plain))
                .hasSize(pairs(encoder, plain).size() + 3);
        PackedFlow packed = PackedFlow.ofBytes(encoder.pack(listed).bytes());
        assertThat(packed.listings()).isEqualTo(listed.listings());
        assertThat(pairs(encoder, packed)).isEqualTo(pairs(encoder, listed));
        assertThat(encoder.packAndEncode(listed, new Example(1), true).bytes()).isEqualTo(packed.bytes());
        assertThat(encoder.names(listed, new int[] {index(more, 2), index(more, 0)}))
                .containsExactly("intel.source=feed", "intel.record in [0.75,0.9)");
        assertThat(encoder.name(index(more, 2))).isEqualTo("intel.source=feed");
    }

    @Test
    void flowThatNobodyLists_isPackedAsEver() {
        FeatureVector vector = vector(6, 0.5f, 2, 1);
        byte[] before = encoder.pack(vector).bytes();
        vector.setListings(List.of(new Listing("feed", 1, 0)));
        vector.setListings(List.of());

        assertThat(encoder.pack(vector).bytes()).isEqualTo(before);
        assertThat(before[0]).isEqualTo(PackedFlow.FORMAT);
    }

    @Property
    void listedFlowCutShort_isNoFlow(@ForAll @IntRange(min = 9, max = 44) int length) {
        FeatureVector listed = vector(6, 0.5f, 2, 1);
        listed.setListings(List.of(new Listing("feed", 12, 2)));
        byte[] packed = encoder.pack(listed).bytes();
        byte[] cut = Arrays.copyOf(packed, Math.min(length, packed.length - 1));

        assertThatThrownBy(() -> encoder.encode(PackedFlow.ofBytes(cut), new Example(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** @param fromEnd 0 for the last pair */
    private static int index(List<String> pairs, int fromEnd) {
        return Integer.parseInt(pairs.get(pairs.size() - 1 - fromEnd).split(":", 2)[0]);
    }

    private static FeatureVector vector(float... values) {
        FeatureVector vector = new FeatureVector(SCHEMA);
        for (int column = 0; column < values.length; column++) {
            vector.set(column, values[column]);
        }
        return vector;
    }

    private static List<String> pairs(FeatureEncoder encoder, FeatureVector vector) {
        Example example = new Example(1);
        encoder.encode(vector, example);
        return pairs(example);
    }

    private static List<String> pairs(FeatureEncoder encoder, PackedFlow flow) {
        Example example = new Example(1);
        encoder.encode(flow, example);
        return pairs(example);
    }

    private static List<String> pairs(Example example) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < example.size(); i++) {
            pairs.add(example.index(i) + ":" + Float.floatToIntBits(example.value(i)));
        }
        return pairs;
    }
}
