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
    /** Whether the rest of the line has not been read, as its part so far has the greatest length. */
    private boolean inside;

    /** @param maxLineBytes what is kept of a line at most */
    public LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next line without its end, cut to the longest wanted; null at the end of the stream. */
    public byte @Nullable [] next() throws IOException {
        while (inside) {
            readPart();
        }
        return readPart() ? part() : null;
    }

    /** What follows in a line that was cut, itself cut to the longest wanted; null if nothing does. */
    public byte @Nullable [] rest() throws IOException {
        return inside && readPart() ? part() : null;
    }

    private boolean readPart() throws IOException {
        length = 0;
        boolean any = inside;
        inside = false;
        while (at < end || fill()) {
            any = true;
            int lineEnd = at;
            int stop = Math.min(end, at + maxLineBytes - length);
            while (lineEnd < stop && block[lineEnd] != '\n') {
                lineEnd++;
            }
            keep(lineEnd - at);
            at = lineEnd;
            if (at < end && block[at] == '\n') {
                at++;
                break;
            }
            if (length == maxLineBytes) {
                inside = true;
                break;
            }
        }
        return any;
    }

    private byte[] part() {
        int kept = !inside && length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, kept);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(block));
        return end > 0;
    }

    private void keep(int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
        }
        System.arraycopy(block, at, line, length, count);
        length += count;
    }
}
