package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * What the weights of a model mean: equal fingerprints, equal pairs for equal vectors. Taken from what the encoder does with
 * some hundred fixed vectors rather than from its constants, so that no change to it can be forgotten here.
 */
final class EncodingFingerprint {
    private static final int VECTORS = 96;
    private static final float CATEGORY_STEP = 3;

    private EncodingFingerprint() {}

    /**
     * 16 hexadecimal digits.
     *
     * @param encode writes the pairs of a vector of the schema
     */
    static String of(FeatureSchema schema, BiConsumer<FeatureVector, Example> encode) {
        FeatureVector vector = new FeatureVector(schema);
        Example example = new Example(schema.size());
        MessageDigest digest = Digests.sha256();
        for (int i = 0; i < VECTORS; i++) {
            for (int column = 0; column < schema.size(); column++) {
                vector.set(column, value(schema.column(column).kind(), i + column));
            }
            encode.accept(vector, example);
            digest.update(bytes(example));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
    }

    /** Absent now and then; else small numbers in fine steps, and larger ones in coarse. */
    private static double value(FeatureSchema.Kind kind, int step) {
        int at = step % VECTORS;
        if (at == 0) {
            return Double.NaN;
        }
        if (kind == FeatureSchema.Kind.CATEGORY) {
            return at * CATEGORY_STEP;
        }
        return at < VECTORS / 2 ? (at - 10) / 32.0 : (at - VECTORS / 2) / 2.0 - 4;
    }

    private static byte[] bytes(Example example) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + example.size() * (Integer.BYTES + Float.BYTES));
        buffer.putInt(example.size());
        for (int i = 0; i < example.size(); i++) {
            buffer.putInt(Pairs.index(example.index(i))).putFloat(Pairs.value(example.value(i)));
        }
        return buffer.array();
    }
}
