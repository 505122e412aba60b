package dev.weir.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSchema.Column;
import dev.weir.features.FeatureSchema.Kind;
import dev.weir.features.FeatureVector;
import dev.weir.model.Untrained;
import dev.weir.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {
    private static final Column ODDS = new Column("suspicion", Kind.LOGIT, "");
    private static final Column RATIO = new Column("src.contact_failure_ratio.60s", Kind.NUMERIC, "");
    private static final Column COUNT = new Column("src.count.60s", Kind.NUMERIC, "");
    private static final Column PORT = new Column("flow.exact_port", Kind.CATEGORY, "");
    private static final Column STATE = new Column("flow.state", Kind.CATEGORY, "");
    private static final FeatureSchema SCHEMA = new FeatureSchema(List.of(RATIO, COUNT, PORT, STATE, ODDS));

    private final FeatureEncoder encoder = new FeatureEncoder(SCHEMA);

    private static FeatureVector vector(double ratio, double count, double port, double state) {
        FeatureVector vector = new FeatureVector(SCHEMA);
        vector.set(0, ratio);
        vector.set(1, count);
        vector.set(2, port);
        vector.set(3, state);
        return vector;
    }

    private Example encode(FeatureVector vector) {
        Example example = new Example(encoder.maxSize());
        encoder.encode(vector, example);
        return example;
    }

    private List<String> names(Example example) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < example.size(); i++) {
            names.add(encoder.name(example.index(i)));
        }
        return names;
    }

    @Test
    void vectorOfAnotherSchema_isRefused() {
        FeatureVector other = new FeatureVector(new FeatureSchema(List.of(PORT)));
        assertThatThrownBy(() -> encoder.encode(other, new Example(9))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void crossOfAMissingColumn_isRefused() {
        assertThatThrownBy(() -> new FeatureEncoder(SCHEMA, List.of(new Cross("flow.exact_port", "no.such"))))
                .hasMessageContaining("no.such");
    }

    @Test
    void everyFeature_hasANameForPeople() {
        assertThat(names(encode(vector(0.6, 2.2, 22, 7))))
                .contains(
                        "src.contact_failure_ratio.60s in [0.5,0.75)",
                        "src.count.60s in [2,2.5)",
                        "flow.exact_port=22",
                        "flow.exact_port=22 & flow.state=7",
                        "flow.state=7 & src.contact_failure_ratio.60s in [0.5,0.75)")
                .doesNotContain("src.contact_failure_ratio.60s", "suspicion");
        assertThat(encoder.name(WeightTable.CONSTANT_INDEX)).isEqualTo("constant");
    }

    @Test
    void indexNeverSeen_isNamedByNumber() {
        int used = encode(vector(0, 0, 443, 1)).index(3);
        assertThat(new FeatureEncoder(new FeatureSchema(List.of())).name(used)).isEqualTo("feature #" + used);
    }

    @Test
    void absentNumber_isAFeature_absentCategoryIsNone() {
        FeatureVector empty = new FeatureVector(SCHEMA);
        assertThat(names(encode(empty)))
                .containsExactlyInAnyOrder(
                        "src.contact_failure_ratio.60s absent",
                        "src.count.60s absent",
                        "src.count.60s absent & src.contact_failure_ratio.60s absent",
                        "suspicion absent");
    }

    @Test
    void columnAddedLater_leavesOtherIndicesAsTheyWere() {
        FeatureSchema grown = new FeatureSchema(List.of(new Column("new.one", Kind.NUMERIC, ""), STATE, PORT));
        FeatureVector vector = new FeatureVector(grown);
        vector.set(1, 7);
        vector.set(2, 22);
        Example after = new Example(9);
        new FeatureEncoder(grown).encode(vector, after);
        int[] before = indices(encode(vector(Double.NaN, Double.NaN, 22, 7)));
        int[] own = indices(after);
        assertThat(before).contains(Arrays.copyOfRange(own, 1, own.length));
    }

    @Test
    void logOdds_countBeforeAnyLesson_asTheyAre() {
        Weights untrained = Weights.of(Untrained.STATE);
        for (double odds : new double[] {-5, -0.5, 0, 2.5}) {
            FeatureVector vector = vector(0.6, 2.2, 22, 7);
            vector.set(4, odds);
            Example example = encode(vector);
            assertThat(untrained.score(example)).isCloseTo(odds, within(1e-6));
        }
        assertThat(untrained.score(encode(vector(0.6, 2.2, 22, 7)))).isZero();
    }

    @Property
    void anyVector_givesBoundedPairsWithinMaxSize(@ForAll float a, @ForAll float b, @ForAll float c, @ForAll float d) {
        Example example = encode(vector(a, b, c, d));
        assertThat(example.size()).isLessThanOrEqualTo(encoder.maxSize());
        for (int i = 0; i < example.size(); i++) {
            assertThat(Math.abs(example.value(i))).isBetween(Pairs.MIN_VALUE, 1f);
            assertThat(example.index(i)).isBetween(0, Weights.count() - 1).isNotEqualTo(WeightTable.CONSTANT_INDEX);
        }
    }

    @Property
    void anyVector_givesNamesOfItsOwnPairs_whateverWasSeenSince(
            @ForAll float a, @ForAll float b, @ForAll float c, @ForAll float d) {
        FeatureVector vector = vector(a, b, c, d);
        FeatureEncoder fresh = new FeatureEncoder(SCHEMA);
        assertThat(fresh.names(vector, indices(encode(vector)))).doesNotContainNull();
        assertThat(fresh.names(vector, new int[] {WeightTable.CONSTANT_INDEX})).containsExactly((String) null);
    }

    @Test
    void names_ofAVector_areThoseOfItsValues() {
        FeatureVector vector = vector(0.6, 2.2, 22, 7);
        vector.set(4, 2.5);
        assertThat(new FeatureEncoder(SCHEMA).names(vector, indices(encode(vector))))
                .containsExactlyInAnyOrderElementsOf(names(encode(vector)));
    }

    @Property
    void bins_coverEveryNumberInOrder(@ForAll float first, @ForAll float second) {
        int low = Bins.of(Math.min(first, second));
        int high = Bins.of(Math.max(first, second));
        assertThat(low).isBetween(1, high);
        assertThat(high).isLessThan(Bins.COUNT);
        assertThat(Bins.of(Float.NaN)).isEqualTo(Bins.ABSENT);
    }

    @Test
    void binNames_showTheirEdges() {
        assertThat(Bins.name(Bins.of(0))).isEqualTo("in [-0.001,0.001)");
        assertThat(Bins.name(Bins.of(-0.6f))).isEqualTo("in [-0.75,-0.5)");
        assertThat(Bins.name(Bins.of(1e9f))).isEqualTo("in [26,)");
        assertThat(Bins.name(Bins.of(-1e9f))).isEqualTo("in (,-26)");
    }

    private static int[] indices(Example example) {
        return IntStream.range(0, example.size()).map(example::index).distinct().toArray();
    }
}
