package dev.weir.ingest.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file: its lines, but where JSON goes over several lines or stands in a list, each object by itself. A line
 * that only begins like an object, as of a log that was cut off, is a record by itself and takes no other with it.
 */
public final class RecordLines {
    private final LineReader lines;
    private final JsonSplitter splitter;
    private final Deque<byte[]> ready = new ArrayDeque<>();
    private long lineNumber;

    /** @param maxRecordBytes what is kept of a record at most */
    public RecordLines(LineReader lines, int maxRecordBytes) {
        this.lines = lines;
        this.splitter = new JsonSplitter(maxRecordBytes, ready::add);
    }

    /** The next record; null at the end of the file. */
    public byte @Nullable [] next() throws IOException {
        while (ready.isEmpty()) {
            byte[] rest = splitter.isOpen() ? lines.rest() : null;
            if (rest != null) {
                splitter.feed(rest, 0);
                continue;
            }
            if (splitter.isOpen()) {
                splitter.endLine();
            }
            byte[] line = lines.next();
            if (line == null) {
                splitter.endFile();
                return ready.poll();
            }
            lineNumber++;
            if (!splitter.isOpen() && !JsonSplitter.mustSplit(line)) {
                return line;
            }
            splitter.beginLine(line);
        }
        return ready.poll();
    }

    /** The number of the line read last, counted from 1. */
    public long lineNumber() {
        return lineNumber;
    }
}
