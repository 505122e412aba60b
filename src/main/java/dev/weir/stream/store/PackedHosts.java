package dev.weir.stream.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of hosts, as {@link SparseBytes}, close together in memory: RocksDB takes ten times as long to answer. What it does not
 * have is asked of the store, so it may lose any host at any time.
 *
 * <p>Hosts stand one behind the other in blocks of {@link HostMemory}; where there are no more blocks, the oldest is written over.
 * A row of eight places says where a host stands, so that invented hosts that meet in a row drive out one another and make nothing slower.
 *
 * <p>Form of a host in a block: length of its name (1 byte), room for its state (2, little-endian), name, state, which says itself where it
 * ends. Not thread-safe.
 */
final class PackedHosts {
    private static final int WAYS = 8;
    private static final int FIRST_ROWS = 1 << 7;
    private static final int MOST_ROWS = 1 << 20;

    /** An index entry: the upper bits are the {@link #TAG_SHIFT tag} of the host, the others its position in units. 0 is none. */
    private static final int TAG_SHIFT = 44;

    private static final int ROW_SHIFT = 20;
    private static final int UNIT = 8;

    private static final int ROOM_AT = 1;
    private static final int NAME_AT = 3;
    private static final int MOST_NAME = 0xff;
    private static final int MOST_ROOM = 0xffff;
    /** A state grows with each flow for a while; an eighth more room spares a new place for most. */
    private static final int GROWTH_ONE_IN = 8;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final HostMemory memory;
    private final List<byte[]> blocks = new ArrayList<>();
    /** How many blocks were written over, and one, so that no position is 0. */
    private long firstBlock = 1;

    private int writeAt = HostMemory.BLOCK_BYTES;
    private long[] index = new long[WAYS * FIRST_ROWS];
    /** Entries that are not 0, whether their hosts are there or written over. */
    private int entries;

    PackedHosts(HostMemory memory) {
        this.memory = memory;
    }

    /** The state, unpacked; nothing if it is not here. */
    byte @Nullable [] get(String host) {
        int entry = find(host, ClaimedIds.hash(host));
        if (entry < 0) {
            return null;
        }
        byte[] block = block(index[entry]);
        int at = offset(index[entry]);
        return SparseBytes.read(block, at + NAME_AT + nameLength(block, at));
    }

    /** @param packed as {@link SparseBytes} */
    void put(String host, byte[] packed) {
        long hash = ClaimedIds.hash(host);
        int entry = find(host, hash);
        if (entry >= 0 && replaced(index[entry], packed)) {
            return;
        }
        if (entry >= 0) {
            index[entry] = 0;
            entries--;
        }
        if (!isPlain(host) || packed.length > MOST_ROOM) {
            return;
        }
        long position = append(host, packed);
        if (position > 0) {
            enter(hash, position / UNIT);
        }
    }

    /** Gives all memory back; nothing is here from then on. */
    void close() {
        memory.giveBack(blocks.size());
        firstBlock += blocks.size();
        blocks.clear();
        writeAt = HostMemory.BLOCK_BYTES;
    }

    private boolean replaced(long entry, byte[] packed) {
        byte[] block = block(entry);
        int at = offset(entry);
        if (packed.length > room(block, at)) {
            return false;
        }
        System.arraycopy(packed, 0, block, at + NAME_AT + nameLength(block, at), packed.length);
        return true;
    }

    /** @return the position; 0 if there is no memory */
    private long append(String host, byte[] packed) {
        int room = Math.min(MOST_ROOM, packed.length + packed.length / GROWTH_ONE_IN);
        int size = (NAME_AT + host.length() + room + UNIT - 1) / UNIT * UNIT;
        if (writeAt + size > HostMemory.BLOCK_BYTES && !nextBlock()) {
            return 0;
        }
        byte[] block = blocks.get(blocks.size() - 1);
        int at = writeAt;
        writeAt += size;
        block[at] = (byte) host.length();
        SHORT.set(block, at + ROOM_AT, (short) room);
        for (int i = 0; i < host.length(); i++) {
            block[at + NAME_AT + i] = (byte) host.charAt(i);
        }
        System.arraycopy(packed, 0, block, at + NAME_AT + host.length(), packed.length);
        return (firstBlock + blocks.size() - 1) * HostMemory.BLOCK_BYTES + at;
    }

    private boolean nextBlock() {
        byte[] next = memory.take();
        if (next == null) {
            if (blocks.isEmpty()) {
                return false;
            }
            next = blocks.remove(0);
            firstBlock++;
        }
        blocks.add(next);
        writeAt = 0;
        return true;
    }

    private void enter(long hash, long units) {
        int free = free(hash);
        if (free < 0 && entries > index.length / 4 && index.length < WAYS * MOST_ROWS) {
            grow();
            free = free(hash);
        }
        int entry = free < 0 ? oldest(row(hash)) : free;
        entries += index[entry] == 0 ? 1 : 0;
        index[entry] = hash >>> TAG_SHIFT << TAG_SHIFT | units;
    }

    /** A place in the row that has no host which is still here; -1 if there is none. */
    private int free(long hash) {
        int row = row(hash);
        for (int entry = row; entry < row + WAYS; entry++) {
            if (!isHere(index[entry])) {
                return entry;
            }
        }
        return -1;
    }

    private int oldest(int row) {
        int oldest = row;
        for (int entry = row; entry < row + WAYS; entry++) {
            oldest = position(index[entry]) < position(index[oldest]) ? entry : oldest;
        }
        return oldest;
    }

    private void grow() {
        long[] before = index;
        index = new long[2 * before.length];
        entries = 0;
        for (long entry : before) {
            if (isHere(entry)) {
                long hash = ClaimedIds.hash(name(entry));
                int free = free(hash);
                if (free >= 0) {
                    index[free] = entry;
                    entries++;
                }
            }
        }
    }

    private int find(String host, long hash) {
        int row = row(hash);
        for (int entry = row; entry < row + WAYS; entry++) {
            long found = index[entry];
            if (found >>> TAG_SHIFT == hash >>> TAG_SHIFT && isHere(found) && isOf(found, host)) {
                return entry;
            }
        }
        return -1;
    }

    private int row(long hash) {
        return ((int) (hash >>> ROW_SHIFT) & (index.length / WAYS - 1)) * WAYS;
    }

    private boolean isHere(long entry) {
        return position(entry) >= firstBlock * HostMemory.BLOCK_BYTES;
    }

    private static long position(long entry) {
        return (entry & ((1L << TAG_SHIFT) - 1)) * UNIT;
    }

    private byte[] block(long entry) {
        return blocks.get((int) (position(entry) / HostMemory.BLOCK_BYTES - firstBlock));
    }

    private static int offset(long entry) {
        return (int) (position(entry) % HostMemory.BLOCK_BYTES);
    }

    private boolean isOf(long entry, String host) {
        byte[] block = block(entry);
        int at = offset(entry);
        if (nameLength(block, at) != host.length()) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            if (block[at + NAME_AT + i] != host.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String name(long entry) {
        byte[] block = block(entry);
        int at = offset(entry);
        return new String(block, at + NAME_AT, nameLength(block, at), StandardCharsets.US_ASCII);
    }

    private static int room(byte[] block, int at) {
        return (short) SHORT.get(block, at + ROOM_AT) & MOST_ROOM;
    }

    private static int nameLength(byte[] block, int at) {
        return block[at] & MOST_NAME;
    }

    /** Whether its name is in ASCII, as those of all addresses are, and short. */
    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 0x80) {
                return false;
            }
        }
        return host.length() <= MOST_NAME;
    }
}
