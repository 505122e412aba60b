package dev.weir.ingest;

import dev.weir.flow.Flow;
import dev.weir.ingest.json.JsonRecords;
import dev.weir.ingest.record.FlowBuilder;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Utf8Text;
import dev.weir.ingest.weir.PlainFormat;
import org.jspecify.annotations.Nullable;

/**
 * Turns one record, of whatever format, into a flow or a named rejection. The {@linkplain Formats format} is found by itself.
 * Hosts in IPv6 or MAC form become lower case; a field given twice with different values rejects the record.
 *
 * <p>Not thread-safe: buffers and caches are used over and over. One per thread.
 */
public final class FlowReader {
    /** The longest record that may be a flow, in bytes. */
    public static final int MAX_VALUE_BYTES = RawRecord.MAX_BYTES;

    private static final long NO_ARRIVAL = -1;
    private static final long MICROS_PER_MILLISECOND = 1_000;
    private static final String NO_FLOW =
            "names no source and destination of a flow, in no format that Weir reads; nor does a record inside it";

    private final Utf8Text text = new Utf8Text();
    private final RawRecord raw = new RawRecord();
    private final Names names = Names.all();
    private final JsonRecords json = new JsonRecords(names, FlowReader::isSettled);
    private final DelimitedRecords delimited = new DelimitedRecords(names);
    private @Nullable Format lastFormat;
    private final Format plain = PlainFormat.ofAnyNames();
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
        return read(value, layout, NO_ARRIVAL);
    }

    /**
     * Reads a record. Never throws.
     *
     * @param value as above
     * @param layout as above
     * @param arrivalMillis when the record arrived, in milliseconds since 1970: the time of a flow whose record has none, in the
     *     formats that may leave it out; negative if that is not known
     */
    public ReadResult read(byte @Nullable [] value, @Nullable String layout, long arrivalMillis) {
        if (value == null || value.length == 0) {
            return new Rejected(RejectionReason.EMPTY, "has no value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            return new Rejected(
                    RejectionReason.TOO_LARGE, "has " + value.length + " bytes, more than " + MAX_VALUE_BYTES);
        }
        boolean utf8 = text.decode(value);
        Rejected rejected = fill(layout);
        ReadResult result = rejected == null ? flow(arrivalMillis) : rejected;
        // A byte that is no text must not hide the flow around it, unless it stands where the flow itself is told.
        return utf8 || result instanceof Accepted
                ? result
                : new Rejected(RejectionReason.NOT_UTF8, "is not UTF-8 text");
    }

    private @Nullable Rejected fill(@Nullable String layout) {
        raw.clear();
        lastFormat = null;
        return switch (text.firstVisible()) {
            case '\t' -> new Rejected(RejectionReason.EMPTY, "is blank");
            case '#' -> new Rejected(RejectionReason.FILE_HEADER, "is a header or comment line of a log file");
            case '{', '[' -> json.read(text.chars(), text.start(), text.length(), raw);
            case '<' -> fillBehindSyslog(layout);
            default -> delimited.read(text, layout, raw);
        };
    }

    /** JSON as the message of a syslog line, whose header has no brace: {@code <13>Oct 11 22:14:15 sensor suricata: {…}}. */
    private @Nullable Rejected fillBehindSyslog(@Nullable String layout) {
        char[] chars = text.chars();
        int end = text.start() + text.length();
        int at = text.start();
        while (at < end && chars[at] != '{') {
            at++;
        }
        return at == end || !text.contains('>')
                ? delimited.read(text, layout, raw)
                : json.read(chars, at, end - at, raw);
    }

    /** The format of the flow that was read last; null if the last record was none. */
    public @Nullable Format lastFormat() {
        return lastFormat;
    }

    private static boolean isSettled(RawRecord raw) {
        return Formats.of(raw) != null || Formats.refusal(raw) != null;
    }

    private ReadResult flow(long arrivalMillis) {
        Format format = Formats.of(raw);
        if (format == null) {
            String refusal = Formats.refusal(raw);
            if (refusal != null) {
                return new Rejected(RejectionReason.NOT_A_FLOW, refusal);
            }
            if (!plain.names(Meaning.SOURCE, raw) && !plain.names(Meaning.DESTINATION, raw)) {
                return new Rejected(RejectionReason.NOT_A_FLOW, NO_FLOW);
            }
            format = plain;
        }
        lastFormat = format;
        boolean known = arrivalMillis >= 0 && arrivalMillis <= Flow.MAX_TIMESTAMP_MICROS / MICROS_PER_MILLISECOND;
        return builder.build(raw, format, known ? arrivalMillis * MICROS_PER_MILLISECOND : NO_ARRIVAL);
    }
}
