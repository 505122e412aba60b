package dev.weir.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    /** Models in logs remember verdicts by it. */
    private static final int SHAPE_IN_LOGS = 571_626_978;

    private static final FeatureSchema SCHEMA = FeatureExtractor.schemaOf(FeatureSettings.defaults());

    private final FeatureEncoder encoder = new FeatureEncoder(SCHEMA);

    @Test
    void flowsAlikeToTheByte_areOfOneShape_whateverTheirHostsDo() {
        int shape = shape(vector(4242, 22, 1, 7, 3));
        assertThat(shape).isNotZero().isEqualTo(shape(vector(4242, 22, 1, 7, 99)));
        assertThat(shape(vector(4243, 22, 1, 7, 3))).isNotEqualTo(shape);
        assertThat(shape(vector(4242, 23, 1, 7, 3))).isNotEqualTo(shape);
        assertThat(shape(vector(4242, 22, 2, 7, 3))).isNotEqualTo(shape);
    }

    @Test
    void packedFlow_hasTheShapeOfItsVector_forGood() {
        FeatureVector vector = vector(4242, 22, 1, 7, 3);
        Example example = new Example(encoder.maxSize());
        encoder.encode(encoder.pack(vector), example);
        assertThat(example.shape()).isEqualTo(shape(vector)).isEqualTo(SHAPE_IN_LOGS);
        assertThat(example.copy().shape()).isEqualTo(example.shape());
        assertThat(Encodings.unpack(encoder.pack(vector)).shape()).isEqualTo(example.shape());
    }

    @Test
    void flowOfUnknownSize_hasNoShape() {
        assertThat(shape(vector(4242, 22, 1, Double.NaN, 3))).isZero();
        FeatureSchema small = new FeatureSchema(List.of(SCHEMA.column(SCHEMA.position("flow.sizes"))));
        Example example = new Example(3);
        new FeatureEncoder(small).encode(new FeatureVector(small), example);
        assertThat(example.shape()).isZero();
    }

    private int shape(FeatureVector vector) {
        Example example = new Example(encoder.maxSize());
        encoder.encodeUnnamed(vector, example);
        return example.shape();
    }

    private static FeatureVector vector(double sizes, double port, double packets, double bytes, double hosts) {
        FeatureVector vector = new FeatureVector(SCHEMA);
        set(vector, "flow.sizes", sizes);
        set(vector, "flow.exact_port", port);
        set(vector, "flow.packets", packets);
        set(vector, "flow.source_bytes", bytes);
        set(vector, "src.count.60s", hosts);
        return vector;
    }

    private static void set(FeatureVector vector, String column, double value) {
        vector.set(SCHEMA.position(column), value);
    }
}
