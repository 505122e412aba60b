package dev.weir.service;

import dev.weir.files.AtomicFile;
import dev.weir.flow.QuickHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which records were replayed, by a hash of their bytes, so that whoever replays a log that has grown is told that its
 * beginning is counted twice. It holds the newest few million; when it is full it begins anew. Not thread-safe.
 */
public final class SentRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SentRecords.class);
    private static final int MOST = 4_000_000;

    private final Path file;
    private final long seed;
    private final long[] before;
    private long[] now = new long[1_024];
    private int count;

    /**
     * @param file where it is kept; unusable content counts as none
     * @param target where records are sent to; the same record sent elsewhere was not sent before
     */
    public SentRecords(Path file, String target) {
        this.file = file;
        this.seed = QuickHash.add(QuickHash.START, target.getBytes(StandardCharsets.UTF_8));
        this.before = read(file);
        Arrays.sort(before);
    }

    /** Takes in a record; true if it was there before this object was made. */
    public boolean add(byte[] record) {
        long hash = QuickHash.add(seed, record);
        if (Arrays.binarySearch(before, hash) >= 0) {
            return true;
        }
        if (count < MOST) {
            if (count == now.length) {
                now = Arrays.copyOf(now, 2 * count);
            }
            now[count++] = hash;
        }
        return false;
    }

    /** Keeps it, if there is a folder to keep it in. What cannot be kept is not told next time; the records are sent all the same. */
    public void save() {
        boolean full = (long) before.length + count > MOST;
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * ((full ? 0 : before.length) + count));
        if (!full) {
            bytes.asLongBuffer().put(before);
            bytes.position(Long.BYTES * before.length);
        }
        bytes.asLongBuffer().put(now, 0, count);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && Files.isDirectory(folder)) {
                AtomicFile.write(file, bytes.array());
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be written", file, e);
        }
    }

    private static long[] read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > (long) MOST * Long.BYTES) {
                return new long[0];
            }
            byte[] bytes = Files.readAllBytes(file);
            long[] hashes = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
            return hashes;
        } catch (IOException e) {
            return new long[0];
        }
    }
}
