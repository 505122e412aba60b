package dev.weir.encoding;

import dev.weir.flow.Listing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the {@linkplain Listing sources that list a host} are to the model and in a {@link PackedFlow}: 1 for each source, and 1 for the
 * {@linkplain Bins bin} of the best record among them. A flow that nobody lists has nothing of this, so models and logs without
 * indicators are what they were.
 */
final class ListingParts {
    /** The most pairs of one flow. */
    static final int MOST_PAIRS = Listing.MOST + 1;

    private static final int SOURCE_SEED = Mix.ofText("intel.source");
    private static final int RECORD_SEED = Mix.ofText("intel.record");
    private static final int BYTES_OF_COUNTS = 2 * Integer.BYTES;

    private ListingParts() {}

    /** Takes the hash of a pair, and its name. */
    interface Taker {
        void take(int hash, String name);
    }

    /** Tells all pairs. */
    static void each(List<Listing> listings, Taker taker) {
        if (listings.isEmpty()) {
            return;
        }
        for (Listing listing : listings) {
            taker.take(Mix.of(SOURCE_SEED, Mix.ofText(listing.source())), "intel.source=" + listing.source());
        }
        Listing best = listings.get(0);
        int bin = best.isJudged() ? Bins.of((float) best.share()) : Bins.ABSENT;
        taker.take(Mix.of(RECORD_SEED, Bins.key(bin)), "intel.record " + Bins.name(bin));
    }

    /** How many bytes they take. */
    static int length(List<Listing> listings) {
        return listings.isEmpty()
                ? 0
                : 1
                        + listings.stream()
                                .mapToInt(listing -> 1 + listing.source().length() + BYTES_OF_COUNTS)
                                .sum();
    }

    /** Writes their number, then of each its name with its length before it, and its counts; nothing for none. */
    static void put(List<Listing> listings, ByteBuffer out) {
        if (listings.isEmpty()) {
            return;
        }
        out.put((byte) listings.size());
        for (Listing listing : listings) {
            out.put((byte) listing.source().length())
                    .put(listing.source().getBytes(StandardCharsets.US_ASCII))
                    .putInt(listing.right())
                    .putInt(listing.wrong());
        }
    }

    /** @throws IllegalArgumentException if there are none */
    static List<Listing> take(ByteBuffer in) {
        try {
            int count = in.get();
            if (count < 1 || count > Listing.MOST) {
                throw new IllegalArgumentException("packed flow has " + count + " sources that list it");
            }
            List<Listing> listings = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] name = new byte[Math.max(0, in.get())];
                in.get(name);
                listings.add(new Listing(new String(name, StandardCharsets.US_ASCII), in.getInt(), in.getInt()));
            }
            return List.copyOf(listings);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("packed flow ends before the sources that list it do", e);
        }
    }
}
