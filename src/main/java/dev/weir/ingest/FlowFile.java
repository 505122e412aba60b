package dev.weir.ingest;

import dev.weir.ingest.file.LineReader;
import dev.weir.ingest.record.RejectionReason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of flow records in any format that {@link FlowReader} reads, one per line, plain or gzip whatever its name. Header,
 * comment and blank lines are not records. Not thread-safe.
 */
public final class FlowFile implements AutoCloseable {
    /** The Kafka record header that carries {@link FlowRecord#layout()} with each record of the file, in UTF-8. */
    public static final String LAYOUT_HEADER = "weir.layout";

    /** The longest header that is carried with records; a file with a longer one is read as if it had none. */
    public static final int MAX_LAYOUT_BYTES = FlowReader.MAX_VALUE_BYTES;

    // One byte too long to be a flow: enough to be rejected as too large, and it still fits into a Kafka message.
    private static final int MAX_LINE_BYTES = FlowReader.MAX_VALUE_BYTES + 1;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int GZIP_MAGIC_FIRST = 0x1f;
    private static final int GZIP_MAGIC_SECOND = 0x8b;

    private final Path path;
    private final long totalBytes;
    private final CountingStream counted;
    private final InputStream in;
    private final LineReader lines;
    private final FileHeader header = new FileHeader();
    private long lineNumber;
    private long headerLines;

    private FlowFile(Path path, long totalBytes, CountingStream counted, InputStream in) {
        this.path = path;
        this.totalBytes = totalBytes;
        this.counted = counted;
        this.in = in;
        this.lines = new LineReader(in, MAX_LINE_BYTES);
    }

    /** @throws IOException if there is no such file or it cannot be read; the message names it */
    public static FlowFile open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder; give a file");
        }
        // Not Files.newInputStream, whose stream breaks on a pipe, such as standard input.
        CountingStream counted = new CountingStream(new FileInputStream(path.toFile()));
        try {
            BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
            InputStream in = isGzip(buffered) ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
            return new FlowFile(path, Files.size(path), counted, in);
        } catch (EOFException | ZipException e) {
            counted.close();
            throw new IOException(path + " begins as a gzip file but is cut off or damaged; copy it again", e);
        } catch (IOException e) {
            counted.close();
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_FIRST && in.read() == GZIP_MAGIC_SECOND;
        in.reset();
        return gzip;
    }

    /**
     * The next record, null at the end of the file. Of a line that is longer than any flow only the beginning is given, which
     * the reader then rejects as {@link RejectionReason#TOO_LARGE}.
     *
     * @throws IOException if the file cannot be read on; the message names it and the line
     */
    public @Nullable FlowRecord next() throws IOException {
        for (byte[] line = nextLine(); line != null; line = nextLine()) {
            lineNumber++;
            if (!header.take(line)) {
                return new FlowRecord(line, header.layout(), lineNumber);
            }
            headerLines++;
        }
        return null;
    }

    private byte @Nullable [] nextLine() throws IOException {
        try {
            return lines.next();
        } catch (EOFException e) {
            throw new IOException(
                    path + " is cut off: its gzip data ends in the middle, after line " + lineNumber
                            + "; copy it again",
                    e);
        } catch (ZipException e) {
            throw new IOException(path + " is damaged: its gzip data breaks after line " + lineNumber, e);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read after line " + lineNumber + ": " + e.getMessage(), e);
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
