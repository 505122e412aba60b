package dev.weir.ingest;

import dev.weir.ingest.json.JsonRecords;
import dev.weir.ingest.record.FlowBuilder;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Utf8Text;
import org.jspecify.annotations.Nullable;

/**
 * Turns one record, of whatever format, into a flow or a named rejection. The format is found by itself: Zeek conn as JSON or
 * tab-separated, or Weir's native JSON or CSV. Hosts in IPv6 or MAC form become lower case; a field given twice rejects
 * the record.
 *
 * <p>Not thread-safe: buffers and caches are used over and over. One per thread.
 */
public final class FlowReader {
    /** The longest record that may be a flow, in bytes. */
    public static final int MAX_VALUE_BYTES = RawRecord.MAX_BYTES;

    private final Utf8Text text = new Utf8Text();
    private final RawRecord raw = new RawRecord();
    private final JsonRecords json = new JsonRecords();
    private final DelimitedRecords delimited = new DelimitedRecords();
    private final FlowBuilder builder = new FlowBuilder();

    /** Reads a record that came without a file header. Never throws. */
    public ReadResult read(byte @Nullable [] value) {
        return read(value, null);
    }

    /**
     * Reads a record. Never throws.
     *
     * @param value UTF-8 text: one JSON object or one delimited line
     * @param layout the header of the delimited file that the record comes from, as {@link FlowRecord#layout()} gives it:
     *     the header line of a CSV file, or the {@code #fields} line of a Zeek log, with other {@code #} lines around it or
     *     not, separated by line feeds; null to go by the looks of the record alone. JSON records ignore it.
     */
    public ReadResult read(byte @Nullable [] value, @Nullable String layout) {
        if (value == null || value.length == 0) {
            return new Rejected(RejectionReason.EMPTY, "has no value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            return new Rejected(
                    RejectionReason.TOO_LARGE, "has " + value.length + " bytes, more than " + MAX_VALUE_BYTES);
        }
        if (!text.decode(value)) {
            return new Rejected(RejectionReason.NOT_UTF8, "is not UTF-8 text");
        }
        Rejected rejected = fill(layout);
        return rejected == null ? builder.build(raw) : rejected;
    }

    private @Nullable Rejected fill(@Nullable String layout) {
        raw.clear();
        return switch (text.firstVisible()) {
            case '\t' -> new Rejected(RejectionReason.EMPTY, "is blank");
            case '#' -> new Rejected(RejectionReason.FILE_HEADER, "is a header or comment line of a log file");
            case '{', '[' -> json.read(text.chars(), text.start(), text.length(), raw);
            default -> delimited.read(text, layout, raw);
        };
    }
}
