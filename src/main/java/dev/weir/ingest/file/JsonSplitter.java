package dev.weir.ingest.file;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts the objects out of JSON that is spread over lines or put into lists. Not thread-safe. */
final class JsonSplitter {
    private static final int DEEPEST_KNOWN = 63;

    private final int maxRecordBytes;
    private final Consumer<byte[]> records;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private boolean inList;
    private int depth;
    /** One bit for each level: whether it is a list. */
    private long lists;

    private boolean inString;
    private boolean escaped;
    private byte lastVisible;

    JsonSplitter(int maxRecordBytes, Consumer<byte[]> records) {
        this.maxRecordBytes = maxRecordBytes;
        this.records = records;
    }

    /** Whether the line begins a list of objects, or an object that does not end with it. */
    static boolean mustSplit(byte[] line) {
        int first = visibleFrom(line, 0);
        if (first == line.length) {
            return false;
        }
        if (line[first] == '[') {
            int second = visibleFrom(line, first + 1);
            return second == line.length || line[second] == '{';
        }
        return line[first] == '{' && lastVisible(line) != '}';
    }

    /** Whether an object or a list has begun and not ended. */
    boolean isOpen() {
        return depth > 0 || inList;
    }

    /** Takes a new line. */
    void beginLine(byte[] line) {
        int first = visibleFrom(line, 0);
        if (depth > 0 && first < line.length && !mayGoOn(line[first])) {
            flush();
        }
        feed(line, first);
    }

    /** Whether an object that is open may go on with this; else it was cut off, and must not take the next line with it. */
    private boolean mayGoOn(byte first) {
        boolean inObject = depth > DEEPEST_KNOWN || ((lists >> (depth - 1)) & 1) == 0;
        if (inObject && lastVisible != ':') {
            return first == '"' || first == '}' || first == ',' || first == ':';
        }
        return "\"{[]},-tfnNI0123456789".indexOf(first) >= 0;
    }

    /** Takes what follows of the same line. */
    void feed(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (depth > 0) {
                inside(bytes[i]);
            } else if (!between(bytes[i])) {
                records.accept(Arrays.copyOfRange(bytes, i, bytes.length));
                return;
            }
        }
    }

    /** Takes a byte between objects; false if none of that kind may stand there. */
    private boolean between(byte b) {
        switch (b) {
            case '[' -> inList = true;
            case ']' -> inList = false;
            case '{' -> {
                record.reset();
                lists = 0;
                inside(b);
            }
            default -> {
                return b == ',' || (b >= 0 && b <= ' ');
            }
        }
        return true;
    }

    private void inside(byte b) {
        append(b);
        if (inString) {
            boolean ends = b == '"' && !escaped;
            escaped = b == '\\' && !escaped;
            inString = !ends;
            return;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{' -> open(0);
            case '[' -> open(1);
            case '}', ']' -> depth--;
            default -> {}
        }
        lastVisible = b >= 0 && b <= ' ' ? lastVisible : b;
        if (depth == 0) {
            flush();
        }
    }

    private void open(long list) {
        if (depth < DEEPEST_KNOWN) {
            lists = (lists & ~(1L << depth)) | (list << depth);
        }
        depth++;
    }

    private void append(byte b) {
        if (record.size() < maxRecordBytes) {
            record.write(b);
        }
    }

    /** The line has ended. */
    void endLine() {
        if (inString) {
            // No text goes over lines: the object was cut off.
            flush();
        } else if (depth > 0) {
            append((byte) ' ');
        }
    }

    /** The file has ended. */
    void endFile() {
        if (depth > 0) {
            flush();
        }
        inList = false;
    }

    private void flush() {
        records.accept(record.toByteArray());
        record.reset();
        depth = 0;
        inString = false;
        escaped = false;
    }

    private static int visibleFrom(byte[] line, int from) {
        int at = from;
        while (at < line.length && line[at] <= ' ' && line[at] >= 0) {
            at++;
        }
        return at;
    }

    private static byte lastVisible(byte[] line) {
        int at = line.length - 1;
        while (at > 0 && line[at] <= ' ' && line[at] >= 0) {
            at--;
        }
        return line[at];
    }
}
