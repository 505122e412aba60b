package dev.weir.stream.store;

import org.jspecify.annotations.Nullable;

/** Memory for what is known of hosts, for all tasks of a process together, in blocks. Thread-safe. */
public final class HostMemory {
    static final int BLOCK_BYTES = 1 << 20;

    private static final long MOST_BYTES = 1L << 30;
    /** The rest of the heap is for flows on their way, models and alerts. */
    private static final int HEAP_SHARE_ONE_IN = 5;

    private int blocksLeft;

    /** @param bytes the most that is handed out at a time, in whole megabytes; what is less than one is none */
    public HostMemory(long bytes) {
        this.blocksLeft = (int) (Math.min(bytes, MOST_BYTES) / BLOCK_BYTES);
    }

    /** A fifth of the heap, at most a gigabyte. */
    public static HostMemory ofHeap() {
        return new HostMemory(Runtime.getRuntime().maxMemory() / HEAP_SHARE_ONE_IN);
    }

    /** A block more; nothing where all are taken. */
    synchronized byte @Nullable [] take() {
        if (blocksLeft == 0) {
            return null;
        }
        blocksLeft--;
        return new byte[BLOCK_BYTES];
    }

    /** For others to take; whoever gives blocks back must forget them. */
    synchronized void giveBack(int blocks) {
        blocksLeft += blocks;
    }
}
