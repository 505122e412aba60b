package dev.weir.features;

import dev.weir.flow.Listing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * What the model sees of one flow: one number per column of a {@link FeatureSchema}, NaN where the flow does not tell.
 * The {@linkplain #toBytes() packed form} travels with the scored flow and comes back in the lesson, so that what is learned is
 * what was scored, bit for bit.
 *
 * <p>Beside the columns stand the sources of indicators that list a host of the flow, of most flows none.
 *
 * <p>Mutable and reused in the path of each flow; not thread-safe.
 */
public final class FeatureVector {
    private final FeatureSchema schema;
    private final float[] values;
    private List<Listing> listings = List.of();

    /** A vector in which every column is absent. */
    public FeatureVector(FeatureSchema schema) {
        this.schema = schema;
        this.values = new float[schema.size()];
        clear();
    }

    public FeatureSchema schema() {
        return schema;
    }

    /** The value of a column; NaN if absent. */
    public float get(int position) {
        return values[position];
    }

    /** Sets a column; an infinity becomes NaN, since it would shift every weight it meets. */
    public void set(int position, double value) {
        float narrow = (float) value;
        values[position] = Float.isInfinite(narrow) ? Float.NaN : narrow;
    }

    /** The sources that list a host of the flow, the one with the best record first. */
    public List<Listing> listings() {
        return listings;
    }

    /** @throws IllegalArgumentException if there are more than {@value Listing#MOST} */
    public void setListings(List<Listing> listings) {
        if (listings.size() > Listing.MOST) {
            throw new IllegalArgumentException(
                    "a flow is told of " + Listing.MOST + " sources at most, got " + listings.size());
        }
        this.listings = List.copyOf(listings);
    }

    /** Makes every column absent, and nobody list a host. */
    public void clear() {
        Arrays.fill(values, Float.NaN);
        listings = List.of();
    }

    /** Writes the values of all columns to a place among others. */
    public void copyTo(float[] target, int from) {
        System.arraycopy(values, 0, target, from, values.length);
    }

    /** Takes over values that {@link #copyTo} has written. */
    public void copyFrom(float[] source, int from) {
        System.arraycopy(source, from, values, 0, values.length);
    }

    /** Four little-endian bytes per column. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /**
     * Takes over the values of a packed vector.
     *
     * @throws IllegalArgumentException if the length does not fit the schema
     */
    public void setBytes(byte[] packed) {
        if (packed.length != 4 * values.length) {
            throw new IllegalArgumentException("packed vector must have " + 4 * values.length + " bytes for schema "
                    + schema.fingerprint() + ", got " + packed.length);
        }
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++) {
            set(i, values[i]);
        }
    }
}
