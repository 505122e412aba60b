package dev.weir.ingest;

import dev.weir.ingest.file.LineReader;
import dev.weir.ingest.file.RecordLines;
import dev.weir.ingest.file.RefusedFileException;
import dev.weir.ingest.file.Unpacked;
import dev.weir.ingest.record.RejectionReason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of flow records in any format that {@link FlowReader} reads, one per line, or as JSON over several lines or in a
 * list; plain or packed (gzip, zstd, bzip2, xz, zip), by what it is, whatever its name. Header, comment and blank lines are not
 * records. Not thread-safe.
 */
public final class FlowFile implements AutoCloseable {
    /** The Kafka record header that carries {@link FlowRecord#layout()} with each record of the file, in UTF-8. */
    public static final String LAYOUT_HEADER = "weir.layout";

    /** The longest header that is carried with records; a file with a longer one is read as if it had none. */
    public static final int MAX_LAYOUT_BYTES = FlowReader.MAX_VALUE_BYTES;

    /**
     * The Kafka record header of a record that was replayed from a file, and is not of now: the time in it moves nothing that belongs
     * to live traffic. Its value is the number of the line, 8 bytes: with it, a line that was scored before is not scored again.
     */
    public static final String REPLAYED_HEADER = "weir.replayed";

    // One byte too long to be a flow: enough to be rejected as too large, and it still fits into a Kafka message.
    private static final int MAX_LINE_BYTES = FlowReader.MAX_VALUE_BYTES + 1;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String STANDARD_INPUT = "-";

    private final Path path;
    private final long totalBytes;
    private final CountingStream counted;
    private final InputStream in;
    private final RecordLines lines;
    private final String kind;
    private final FileHeader header = new FileHeader();
    private long headerLines;

    private FlowFile(Path path, long totalBytes, String kind, CountingStream counted, InputStream in) {
        this.path = path;
        this.totalBytes = totalBytes;
        this.counted = counted;
        this.in = in;
        this.lines = new RecordLines(new LineReader(in, MAX_LINE_BYTES), MAX_LINE_BYTES);
        this.kind = kind;
    }

    /**
     * Opens a file, a pipe, or standard input by the name {@code -}.
     *
     * @throws IOException if there is no such file, it cannot be read, or it is of a kind that holds no records; the message
     *     names it
     */
    public static FlowFile open(Path path) throws IOException {
        if (path.toString().equals(STANDARD_INPUT)) {
            return open(path, 0, new CountingStream(new FileInputStream(FileDescriptor.in)));
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder; give a file");
        }
        // Not Files.newInputStream, whose stream breaks on a pipe, such as standard input.
        return open(path, Files.size(path), new CountingStream(new FileInputStream(path.toFile())));
    }

    private static FlowFile open(Path path, long totalBytes, CountingStream counted) throws IOException {
        String kind = "text";
        try {
            BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
            kind = Unpacked.kind(buffered);
            InputStream in = Unpacked.of(buffered, path.toString());
            return new FlowFile(path, totalBytes, kind, counted, in);
        } catch (RefusedFileException e) {
            counted.close();
            throw e;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            counted.close();
            throw new IOException(
                    kind.equals("text")
                            ? path + " cannot be read: " + e.getMessage()
                            : path + " begins as a " + kind + " file but is cut off or damaged; copy it again",
                    e);
        }
    }

    /**
     * The next record, null at the end of the file. Of a line that is longer than any flow only the beginning is given, which
     * the reader then rejects as {@link RejectionReason#TOO_LARGE}.
     *
     * @throws IOException if the file cannot be read on; the message names it and the line
     */
    public @Nullable FlowRecord next() throws IOException {
        for (byte[] line = nextLine(); line != null; line = nextLine()) {
            if (!header.take(line)) {
                return new FlowRecord(line, header.layout(), lines.lineNumber());
            }
            headerLines++;
        }
        return null;
    }

    private byte @Nullable [] nextLine() throws IOException {
        try {
            return lines.next();
        } catch (RefusedFileException e) {
            throw e;
        } catch (EOFException e) {
            throw new IOException(
                    path + " is cut off: its " + kind + " data ends in the middle, after line " + lines.lineNumber()
                            + "; copy it again",
                    e);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    kind.equals("text")
                            ? path + " cannot be read after line " + lines.lineNumber() + ": " + e.getMessage()
                            : path + " is damaged or cut off: its " + kind + " data breaks after line "
                                    + lines.lineNumber() + "; copy it again",
                    e);
        }
    }

    /** How many header, comment and blank lines were passed over so far. */
    public long headerLines() {
        return headerLines;
    }

    /** How much of the file, as it lies on the disk, has been read so far. */
    public long bytesRead() {
        return counted.count;
    }

    /** The size of the file as it lay on the disk when it was opened; 0 where the system does not know, as for a pipe. */
    public long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            count += Math.max(0, got);
            return got;
        }
    }
}
