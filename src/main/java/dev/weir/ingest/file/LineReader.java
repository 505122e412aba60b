package dev.weir.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into lines, holding no more of a line than is wanted. */
public final class LineReader {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final InputStream in;
    private final int maxLineBytes;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int length;

    /** @param maxLineBytes what is kept of a line at most */
    public LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next line without its end, cut to the longest wanted; null at the end of the stream. */
    public byte @Nullable [] next() throws IOException {
        length = 0;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int lineEnd = at;
            while (lineEnd < end && block[lineEnd] != '\n') {
                lineEnd++;
            }
            keep(lineEnd - at);
            at = lineEnd;
            if (at < end) {
                at++;
                break;
            }
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return any ? Arrays.copyOf(line, length) : null;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(block));
        return end > 0;
    }

    private void keep(int count) {
        int kept = Math.min(count, maxLineBytes - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + kept));
        }
        System.arraycopy(block, at, line, length, kept);
        length += kept;
    }
}
