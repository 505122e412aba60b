package dev.weir.stream.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes of which many are 0 in fewer bytes, and reads them again. What is kept of a host that had a flow or two is such: a
 * quarter of the bytes goes to the disk, the changelog and the cache of the stores.
 *
 * <p>Form: {@link #FORM}, the length (2 bytes, little-endian), then for every 8 bytes a tag, in which bit i says that byte i of
 * them is not 0, and those bytes that are not. Behind a tag of 0 stands how many groups of zeros come after this one, at most 255.
 */
final class SparseBytes {
    /** The first byte; what an earlier release wrote plainly begins with a 1, the version of a host's state. */
    static final byte FORM = (byte) 0xa5;

    private static final int HEADER = 3;
    private static final int GROUP = 8;
    private static final int MOST_ZERO_GROUPS = 255;
    private static final int MOST_LENGTH = 0xffff;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long SIDE_BY_SIDE = 0x0102040810204080L;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SparseBytes() {}

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
            int tag = tag(plain, from);
            kept[to++] = (byte) tag;
            for (int rest = tag; rest != 0; rest &= rest - 1) {
                kept[to++] = plain[from + Integer.numberOfTrailingZeros(rest)];
            }
            from += GROUP;
            if (tag == 0) {
                int zeros = zeroGroups(plain, from);
                kept[to++] = (byte) zeros;
                from += zeros * GROUP;
            }
        }
        return Arrays.copyOf(kept, to);
    }

    /** Bit i is set where byte i of a group is not 0. */
    private static int tag(byte[] plain, int from) {
        if (from + GROUP > plain.length) {
            int tag = 0;
            for (int i = from; i < plain.length; i++) {
                tag |= (plain[i] == 0 ? 0 : 1) << (i - from);
            }
            return tag;
        }
        long group = (long) EIGHT_BYTES.get(plain, from);
        // The upper bit of each byte that is not 0, then all eight of these side by side.
        long set = (((group & LOW_BITS) + LOW_BITS) | group) & ~LOW_BITS;
        return (int) (((set >>> (GROUP - 1)) * SIDE_BY_SIDE) >>> (Long.SIZE - GROUP));
    }

    private static int zeroGroups(byte[] plain, int from) {
        int groups = 0;
        int at = from;
        while (groups < MOST_ZERO_GROUPS && at < plain.length && tag(plain, at) == 0) {
            groups++;
            at += GROUP;
        }
        return groups;
    }

    /** The bytes as they were; those that an earlier release wrote plainly are the answer themselves; nothing if they are damaged. */
    static byte @Nullable [] read(byte[] kept) {
        return kept.length < HEADER || kept[0] != FORM ? kept : read(kept, 0);
    }

    /** The same for what {@link #write} made and that stands somewhere in other bytes. */
    static byte @Nullable [] read(byte[] in, int at) {
        byte[] plain = new byte[(in[at + 1] & 0xff) | (in[at + 2] & 0xff) << 8];
        try {
            fill(plain, in, at + HEADER);
        } catch (ArrayIndexOutOfBoundsException e) {
            return null;
        }
        return plain;
    }

    private static void fill(byte[] plain, byte[] kept, int begin) {
        int from = begin;
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
