package dev.weir.stream.store;

import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the claims of one task over restarts: the newest {@value #PAGES} pages of {@value #CLAIMS_PER_PAGE}, by turns, so that an
 * offset costs some twenty bytes and the store never grows. Written before each commit, together with what was read.
 */
public final class ClaimLog {
    static final int CLAIMS_PER_PAGE = 256;
    static final int PAGES = 1_024;

    private static final int CLAIM_BYTES = 2 * Long.BYTES;
    private static final String NEXT = "claims-next";

    private final KeyValueStore<String, byte[]> store;
    private final ByteBuffer page = ByteBuffer.allocate(CLAIMS_PER_PAGE * CLAIM_BYTES);
    private int pageNumber;
    private boolean isUnsaved;

    /**
     * Reads what was kept.
     *
     * @param store with other things in it; keys begin with {@code claims-}
     * @param claims what is kept is told to
     */
    public ClaimLog(KeyValueStore<String, byte[]> store, ClaimedIds claims) {
        this.store = store;
        byte[] next = store.get(NEXT);
        pageNumber = next == null || next.length != Integer.BYTES
                ? 0
                : Math.floorMod(ByteBuffer.wrap(next).getInt(), PAGES);
        // The oldest first, so that the newest are remembered where there is no room for all.
        for (int i = 1; i <= PAGES; i++) {
            byte[] kept = store.get(key(Math.floorMod(pageNumber + i, PAGES)));
            if (kept == null) {
                continue;
            }
            ByteBuffer buffer = ByteBuffer.wrap(kept);
            while (buffer.remaining() >= CLAIM_BYTES) {
                claims.restore(buffer.getLong(), buffer.getLong());
            }
            if (i == PAGES && kept.length <= page.capacity()) {
                page.put(kept);
            }
        }
    }

    /** Takes down that a record has an id, both as {@link ClaimedIds} knows them. */
    public void add(long idHash, long record) {
        if (!page.hasRemaining()) {
            save();
            page.clear();
            pageNumber = (pageNumber + 1) % PAGES;
        }
        page.putLong(idHash).putLong(record);
        isUnsaved = true;
    }

    /** To be called before each commit. */
    public void save() {
        if (!isUnsaved) {
            return;
        }
        byte[] kept = new byte[page.position()];
        page.duplicate().flip().get(kept);
        store.put(key(pageNumber), kept);
        store.put(NEXT, ByteBuffer.allocate(Integer.BYTES).putInt(pageNumber).array());
        isUnsaved = false;
    }

    private static String key(int page) {
        String digits = Integer.toString(page);
        return "claims-" + "0000".substring(digits.length()) + digits;
    }
}
