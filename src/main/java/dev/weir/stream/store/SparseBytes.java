package dev.weir.stream.store;

import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes of which many are 0 in fewer bytes, and reads them again. What is kept of a host that had a flow or two is such: a
 * quarter of the bytes goes to the disk, the changelog and the cache of the stores.
 *
 * <p>Form: {@link #FORM}, the length (2 bytes, little-endian), then for every 8 bytes a tag, in which bit i says that byte i of
 * them is not 0, and those bytes that are not. Behind a tag of 0 stands how many groups of zeros come after this one, at most 255.
 */
public final class SparseBytes {
    /** The first byte; what an earlier release wrote plainly begins with a 1, the version of a host's state. */
    static final byte FORM = (byte) 0xa5;

    private static final int HEADER = 3;
    private static final int GROUP = 8;
    private static final int MOST_ZERO_GROUPS = 255;
    private static final int MOST_LENGTH = 0xffff;

    private SparseBytes() {}

    /** For the values of a store; nothing stays nothing, and what is damaged counts as nothing. */
    public static Serde<byte[]> serde() {
        return Serdes.serdeFrom(
                (topic, plain) -> plain == null ? null : write(plain),
                (topic, kept) -> kept == null ? null : read(kept));
    }

    /** @throws IllegalArgumentException if there are more than 65,535 bytes */
    static byte[] write(byte[] plain) {
        if (plain.length > MOST_LENGTH) {
            throw new IllegalArgumentException("at most " + MOST_LENGTH + " bytes, got " + plain.length);
        }
        byte[] kept = new byte[HEADER + plain.length + 2 * (plain.length / GROUP + 1)];
        kept[0] = FORM;
        kept[1] = (byte) plain.length;
        kept[2] = (byte) (plain.length >>> 8);
        int to = HEADER;
        int from = 0;
        while (from < plain.length) {
            int tagAt = to++;
            int end = Math.min(from + GROUP, plain.length);
            int tag = 0;
            for (int i = from; i < end; i++) {
                int set = plain[i] == 0 ? 0 : 1;
                kept[to] = plain[i];
                to += set;
                tag |= set << (i - from);
            }
            kept[tagAt] = (byte) tag;
            from = end;
            if (tag == 0) {
                int zeros = zeroGroups(plain, from);
                kept[to++] = (byte) zeros;
                from += zeros * GROUP;
            }
        }
        return Arrays.copyOf(kept, to);
    }

    private static int zeroGroups(byte[] plain, int from) {
        int end = from;
        int most = Math.min(plain.length, from + MOST_ZERO_GROUPS * GROUP);
        while (end < most && plain[end] == 0) {
            end++;
        }
        return end == plain.length ? (end - from + GROUP - 1) / GROUP : (end - from) / GROUP;
    }

    /** The bytes as they were; those that an earlier release wrote plainly are the answer themselves; nothing if they are damaged. */
    static byte @Nullable [] read(byte[] kept) {
        if (kept.length < HEADER || kept[0] != FORM) {
            return kept;
        }
        byte[] plain = new byte[(kept[1] & 0xff) | (kept[2] & 0xff) << 8];
        try {
            fill(plain, kept);
        } catch (ArrayIndexOutOfBoundsException e) {
            return null;
        }
        return plain;
    }

    private static void fill(byte[] plain, byte[] kept) {
        int from = HEADER;
        int to = 0;
        while (to < plain.length) {
            int tag = kept[from++] & 0xff;
            if (tag == 0) {
                to += GROUP * (1 + (kept[from++] & 0xff));
                continue;
            }
            for (int rest = tag; rest != 0; rest &= rest - 1) {
                plain[to + Integer.numberOfTrailingZeros(rest)] = kept[from++];
            }
            to += GROUP;
        }
    }
}
