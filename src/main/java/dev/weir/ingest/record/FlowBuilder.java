package dev.weir.ingest.record;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.text.TextCache;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the text of fields becomes a {@link Flow}: every format ends here. A record without a readable time,
 * source, destination or protocol is refused; any other field that cannot be read is absent from the flow.
 */
public final class FlowBuilder {
    private static final int HOSTS = 1 << 13;
    private static final int WORDS = 1 << 8;
    private static final Meaning[] NEEDED = {Meaning.TIME, Meaning.SOURCE, Meaning.DESTINATION, Meaning.PROTOCOL};

    private final TextCache<Host> hosts = new TextCache<>(HOSTS, text -> Host.isValid(text) ? new Host(text) : null);
    private final TextCache<ConnState> states = new TextCache<>(WORDS, ConnState::ofWord);
    private final TextCache<ProtocolWord> protocols = new TextCache<>(WORDS, ProtocolWord::of);
    private final TextCache<String> services = new TextCache<>(WORDS, FlowBuilder::service);
    private final Labels labels = new Labels();
    private final FieldParser fields = new FieldParser();
    private final FlowDraft draft = new FlowDraft();
    private @Nullable Rejected failure;

    /**
     * The flow of the record, or the first thing that is wrong with it.
     *
     * @param arrivalMicros the time of a record that has none, for a format that allows it; negative if that is not known
     */
    public ReadResult build(RawRecord raw, Format format, long arrivalMicros) {
        Column repeated = raw.repeated();
        if (repeated != null) {
            // Two readers could each believe another of the two values: nobody can say what this record means.
            return new Rejected(RejectionReason.INVALID_FIELD, repeated.title() + " is given twice");
        }
        failure = null;
        Columns columns = format.columns();
        draft.timestampMicros =
                time(raw, columns.pick(Meaning.TIME, raw), format, format.takesArrivalTime() ? arrivalMicros : -1);
        draft.source = host(raw, columns.pick(Meaning.SOURCE, raw));
        draft.destination = host(raw, columns.pick(Meaning.DESTINATION, raw));
        fillProtocol(raw, columns.pick(Meaning.PROTOCOL, raw), columns.pick(Meaning.SERVICE, raw));
        fillRest(raw, format, columns);
        draft.clearDirection();
        format.complete(raw, fields, draft);
        if (draft.id != null
                && (TellingId.names(draft.id, draft.source) || TellingId.names(draft.id, draft.destination))) {
            draft.id = null;
        }
        if (failure != null) {
            return failure;
        }
        Flow flow = draft.flow();
        return flow == null ? missing(raw, columns) : new Accepted(flow, draft.label, draft.oneWay());
    }

    private void fillRest(RawRecord raw, Format format, Columns columns) {
        draft.id = id(raw, columns.pick(Meaning.ID, raw));
        draft.sourcePort = (int) fields.whole(raw, columns.pick(Meaning.SOURCE_PORT, raw), Flow.MAX_PORT);
        draft.destinationPort = (int) fields.whole(raw, columns.pick(Meaning.DESTINATION_PORT, raw), Flow.MAX_PORT);
        draft.durationSeconds = duration(raw, format, columns);
        draft.sourceBytes = fields.whole(raw, columns.pick(Meaning.SOURCE_BYTES, raw), Long.MAX_VALUE);
        draft.destinationBytes = fields.whole(raw, columns.pick(Meaning.DESTINATION_BYTES, raw), Long.MAX_VALUE);
        draft.sourcePackets = fields.whole(raw, columns.pick(Meaning.SOURCE_PACKETS, raw), Long.MAX_VALUE);
        draft.destinationPackets = fields.whole(raw, columns.pick(Meaning.DESTINATION_PACKETS, raw), Long.MAX_VALUE);
        draft.state = state(raw, columns.pick(Meaning.STATE, raw));
        draft.label = labels.of(raw, columns.pick(Meaning.CATEGORY, raw));
    }

    private Rejected missing(RawRecord raw, Columns columns) {
        for (Meaning meaning : NEEDED) {
            Column column = columns.pick(meaning, raw);
            if (!raw.has(column)) {
                return new Rejected(RejectionReason.MISSING_FIELD, column.title() + " is missing");
            }
        }
        throw new IllegalStateException("every needed field of the record is there, yet it gave no flow");
    }

    private long time(RawRecord raw, Column column, Format format, long arrivalMicros) {
        if (isAbsent(raw, column)) {
            return arrivalMicros <= Flow.MAX_TIMESTAMP_MICROS ? arrivalMicros : Flow.ABSENT;
        }
        long micros = format.isDayFirst() ? fields.dayFirstMicros(raw, column) : fields.micros(raw, column);
        return micros < 0
                ? refuse(column, "must be seconds since 1970 or an ISO-8601 time, from 1970 to 9999")
                : micros;
    }

    private @Nullable Host host(RawRecord raw, Column column) {
        if (isAbsent(raw, column)) {
            return null;
        }
        lowerCaseWithColon(raw.chars(), raw.start(column), raw.length(column));
        Host host = hosts.get(raw.chars(), raw.start(column), raw.length(column));
        if (host == null) {
            refuse(column, "must be 1 to " + Host.MAX_LENGTH + " letters, digits and . : - _ %");
        }
        return host;
    }

    /** One spelling for IPv6 and MAC addresses; names and AS numbers stay as they are. */
    private static void lowerCaseWithColon(char[] chars, int start, int length) {
        boolean colon = false;
        boolean upper = false;
        for (int i = start; i < start + length; i++) {
            colon |= chars[i] == ':';
            upper |= chars[i] >= 'A' && chars[i] <= 'Z';
        }
        for (int i = start; colon && upper && i < start + length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] = Character.toLowerCase(chars[i]);
            }
        }
    }

    private void fillProtocol(RawRecord raw, Column column, Column serviceColumn) {
        draft.service = service(raw, serviceColumn);
        draft.protocol = Flow.ABSENT;
        if (isAbsent(raw, column)) {
            return;
        }
        ProtocolWord word = protocols.get(raw.chars(), raw.start(column), raw.length(column));
        if (word == null) {
            refuse(column, "must be a protocol name or a number from 0 to 255");
            return;
        }
        draft.protocol = word.number();
        if (draft.service == null) {
            draft.service = word.service();
        }
        // Newer Zeek names only a few transports, and writes the number of all beside them.
        if (word.number() == Protocol.UNKNOWN && column == Column.PROTO && raw.has(Column.IP_PROTO)) {
            long number = fields.whole(raw, Column.IP_PROTO, Protocol.UNKNOWN);
            draft.protocol = number < 0 ? Protocol.UNKNOWN : (int) number;
        }
    }

    private static @Nullable String id(RawRecord raw, Column column) {
        if (!raw.has(column) || raw.length(column) > FlowId.MAX_LENGTH) {
            return null;
        }
        String id = raw.text(column);
        return FlowId.isValid(id) ? id : null;
    }

    private double duration(RawRecord raw, Format format, Columns columns) {
        double units = fields.notNegative(raw, columns.pick(Meaning.DURATION, raw));
        if (!Double.isNaN(units)) {
            double seconds = units * format.durationUnitSeconds(raw);
            return Double.isFinite(seconds) ? seconds : Double.NaN;
        }
        Column endColumn = columns.pick(Meaning.END, raw);
        if (!raw.has(endColumn) || draft.timestampMicros < 0) {
            return Double.NaN;
        }
        long end = fields.micros(raw, endColumn);
        return end < draft.timestampMicros ? Double.NaN : (end - draft.timestampMicros) / 1e6;
    }

    private ConnState state(RawRecord raw, Column column) {
        if (!raw.has(column)) {
            return ConnState.ABSENT;
        }
        ConnState state = states.get(raw.chars(), raw.start(column), raw.length(column));
        return state == null ? ConnState.OTHER : state;
    }

    private @Nullable String service(RawRecord raw, Column column) {
        // A sensor that recognises many services in one flow lists them all; a long list must not hide the flow.
        raw.cut(column, Flow.MAX_SERVICE_LENGTH);
        return raw.has(column) ? services.get(raw.chars(), raw.start(column), raw.length(column)) : null;
    }

    private static @Nullable String service(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') ? text : null;
    }

    private boolean isAbsent(RawRecord raw, Column column) {
        if (raw.isNested(column)) {
            refuse(column, "must be text or a number, not an object, a list or a truth value");
        }
        return !raw.has(column);
    }

    private int refuse(Column column, String rule) {
        if (failure == null) {
            failure = new Rejected(RejectionReason.INVALID_FIELD, column.title() + " " + rule);
        }
        return Flow.ABSENT;
    }
}
