package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import dev.weir.flow.Listing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The columns in a {@link PackedFlow}, written or read one after the other: a bin is one byte, a number its four bytes, a
 * category one to five, seven bits in each, the low ones first; 0 stands for none, and others are one more than they are.
 */
final class PackedColumns {
    static final int MOST_BYTES_OF_CATEGORY = 5;
    private static final int LOW_BITS = 7;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;
    private static final long MOST_CATEGORY = 0xffffffffL;

    private final byte[] bytes;
    private final List<Listing> listings;
    private int at;
    private long category;

    private PackedColumns(byte[] bytes, List<Listing> listings) {
        this.bytes = bytes;
        this.listings = listings;
        this.at = PackedFlow.HEAD_BYTES + ListingParts.length(listings);
    }

    /**
     * @param listings which stand before the columns
     * @param most bytes that the columns may take
     */
    static PackedColumns forWriting(long encoding, List<Listing> listings, int most) {
        byte[] bytes = new byte[PackedFlow.HEAD_BYTES + ListingParts.length(listings) + most];
        ByteBuffer head = ByteBuffer.wrap(bytes)
                .put(listings.isEmpty() ? PackedFlow.FORMAT : PackedFlow.LISTED_FORMAT)
                .putLong(encoding);
        ListingParts.put(listings, head);
        return new PackedColumns(bytes, listings);
    }

    static PackedColumns forReading(PackedFlow packed) {
        return new PackedColumns(packed.bytes(), packed.listings());
    }

    /** Whether a flow has these columns, and nothing more. */
    static boolean fit(PackedFlow packed, FeatureSchema.Kind[] kinds) {
        PackedColumns columns = forReading(packed);
        try {
            for (FeatureSchema.Kind kind : kinds) {
                switch (kind) {
                    case NUMERIC -> columns.takeBin();
                    case LOGIT -> columns.takeNumber();
                    case CATEGORY -> columns.takeIsPresent();
                }
            }
            columns.requireEnd();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void putBin(int bin) {
        bytes[at++] = (byte) bin;
    }

    void putNumber(float value) {
        ByteBuffer.wrap(bytes).putFloat(at, value);
        at += Float.BYTES;
    }

    /** @param value NaN for none */
    void putCategory(float value) {
        long rest = Float.isNaN(value) ? 0 : 1 + Integer.toUnsignedLong((int) value);
        while (rest > LOW_MASK) {
            bytes[at++] = (byte) (rest | ~LOW_MASK);
            rest >>>= LOW_BITS;
        }
        bytes[at++] = (byte) rest;
    }

    PackedFlow toFlow() {
        return new PackedFlow(Arrays.copyOf(bytes, at), listings);
    }

    /** @throws IllegalArgumentException if there is none */
    int takeBin() {
        int bin = take();
        if (bin < 0 || bin >= Bins.COUNT) {
            throw new IllegalArgumentException("packed flow has no bin " + bin);
        }
        return bin;
    }

    /** @throws IllegalArgumentException if there is none */
    float takeNumber() {
        requireMore(Float.BYTES);
        float value = ByteBuffer.wrap(bytes).getFloat(at);
        at += Float.BYTES;
        return Float.isInfinite(value) ? Float.NaN : value;
    }

    /**
     * Whether the flow has the category that comes next; {@link #category} tells it.
     *
     * @throws IllegalArgumentException if it is no category
     */
    boolean takeIsPresent() {
        long value = 0;
        int next;
        int shift = 0;
        do {
            next = take();
            value |= (long) (next & LOW_MASK) << shift;
            shift += LOW_BITS;
        } while (next < 0 && shift < MOST_BYTES_OF_CATEGORY * LOW_BITS);
        category = value - 1;
        if (next < 0 || category > MOST_CATEGORY) {
            throw new IllegalArgumentException("packed flow has a category beyond 32 bits");
        }
        return value != 0;
    }

    int category() {
        return (int) category;
    }

    /** @throws IllegalArgumentException if more follows than there are columns */
    void requireEnd() {
        if (at < bytes.length) {
            throw new IllegalArgumentException("packed flow has " + (bytes.length - at) + " bytes too many");
        }
    }

    private byte take() {
        requireMore(1);
        return bytes[at++];
    }

    private void requireMore(int length) {
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("packed flow ends before its columns do");
        }
    }
}
