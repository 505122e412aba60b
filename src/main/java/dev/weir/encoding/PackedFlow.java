package dev.weir.encoding;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What the model sees of one flow, in a hundred bytes: the bin of each number, each category, and log-odds as they are, under
 * the {@linkplain FeatureEncoder#fingerprint() fingerprint} of the encoder that makes pairs of them. The one form in which a flow
 * travels with its record, is kept for its verdict and stands in its lesson, so that what is learned is what was scored.
 */
public final class PackedFlow {
    static final byte FORMAT = 1;
    static final int HEAD_BYTES = 1 + Long.BYTES;

    private final byte[] bytes;

    PackedFlow(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The flow whose {@link #bytes} these are. Whether they are right to the end, only the {@linkplain FeatureEncoder#fits
     * encoder} can tell.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static PackedFlow ofBytes(byte[] bytes) {
        if (bytes.length < HEAD_BYTES || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("packed flow must begin with " + FORMAT + " and the encoding");
        }
        return new PackedFlow(bytes);
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The fingerprint of the encoder that has packed it: 16 hexadecimal digits. */
    public String encoding() {
        return HexFormat.of().toHexDigits(encodingBits());
    }

    long encodingBits() {
        return ByteBuffer.wrap(bytes).getLong(1);
    }
}
