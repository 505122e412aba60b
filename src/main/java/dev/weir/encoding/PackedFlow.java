package dev.weir.encoding;

import dev.weir.flow.Listing;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * What the model sees of one flow, in a hundred bytes: the bin of each number, each category, and log-odds as they are, under
 * the {@linkplain FeatureEncoder#fingerprint() fingerprint} of the encoder that makes pairs of them. The one form in which a flow
 * travels with its record, is kept for its verdict and stands in its lesson, so that what is learned is what was scored.
 *
 * <p>The first byte is 1, or 2 where sources list a host of the flow; then they stand between encoding and columns.
 */
public final class PackedFlow {
    static final byte FORMAT = 1;
    static final byte LISTED_FORMAT = 2;
    static final int HEAD_BYTES = 1 + Long.BYTES;

    private final byte[] bytes;
    private final List<Listing> listings;

    PackedFlow(byte[] bytes, List<Listing> listings) {
        this.bytes = bytes;
        this.listings = listings;
    }

    /**
     * The flow whose {@link #bytes} these are. Whether they are right to the end, only the {@linkplain FeatureEncoder#fits
     * encoder} can tell.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static PackedFlow ofBytes(byte[] bytes) {
        if (bytes.length < HEAD_BYTES || (bytes[0] != FORMAT && bytes[0] != LISTED_FORMAT)) {
            throw new IllegalArgumentException(
                    "packed flow must begin with " + FORMAT + " or " + LISTED_FORMAT + " and the encoding");
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
        return new PackedFlow(bytes, bytes[0] == FORMAT ? List.of() : ListingParts.take(rest));
    }

    /** The sources that listed a host of the flow when it was scored. */
    public List<Listing> listings() {
        return listings;
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
