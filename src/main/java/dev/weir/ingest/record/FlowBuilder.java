package dev.weir.ingest.record;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.text.Decimal;
import dev.weir.ingest.text.IsoTime;
import dev.weir.ingest.text.TextCache;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The one place where the text of fields becomes a {@link Flow}: every format ends here. */
public final class FlowBuilder {
    private static final int HOSTS = 1 << 13;
    private static final int WORDS = 1 << 8;

    private final TextCache<Host> hosts = new TextCache<>(HOSTS, text -> Host.isValid(text) ? new Host(text) : null);
    private final TextCache<ConnState> states = new TextCache<>(WORDS, ConnState::ofWord);
    private final TextCache<Integer> protocols = new TextCache<>(WORDS, FlowBuilder::protocolNumber);
    private final TextCache<String> services = new TextCache<>(WORDS, FlowBuilder::service);
    private final Labels labels = new Labels();
    private final Decimal decimal = new Decimal();
    private final IsoTime isoTime = new IsoTime();

    private @Nullable Rejected failure;

    /** The flow of the record, or the first thing that is wrong with it. */
    public ReadResult build(RawRecord raw) {
        Column repeated = raw.repeated();
        if (repeated != null) {
            // Two readers could each believe another of the two values: nobody can say what this record means.
            return new Rejected(RejectionReason.INVALID_FIELD, repeated.title() + " is given twice");
        }
        Dialect dialect = Dialect.of(raw);
        if (dialect == null) {
            return new Rejected(
                    RejectionReason.NOT_A_FLOW,
                    "has neither src_ip and dst_ip nor the fields of a Zeek conn record; other logs and events are not read");
        }
        failure = null;
        Flow flow = flow(raw, dialect);
        if (failure != null) {
            return failure;
        }
        return flow == null ? missing(raw, dialect) : new Accepted(flow, labels.of(raw, dialect));
    }

    private @Nullable Flow flow(RawRecord raw, Dialect dialect) {
        long timestampMicros = timestampMicros(raw);
        Host source = host(raw, dialect.source);
        Host destination = host(raw, dialect.destination);
        int protocol = protocol(raw);
        String id = id(raw, dialect.id);
        int sourcePort = (int) whole(raw, dialect.sourcePort, Flow.MAX_PORT);
        int destinationPort = (int) whole(raw, dialect.destinationPort, Flow.MAX_PORT);
        double durationSeconds = durationSeconds(raw);
        long sourceBytes = whole(raw, dialect.sourceBytes, Long.MAX_VALUE);
        long destinationBytes = whole(raw, dialect.destinationBytes, Long.MAX_VALUE);
        long sourcePackets = whole(raw, dialect.sourcePackets, Long.MAX_VALUE);
        long destinationPackets = whole(raw, dialect.destinationPackets, Long.MAX_VALUE);
        ConnState state = state(raw, dialect.state);
        String service = service(raw);
        if (failure != null || source == null || destination == null || timestampMicros < 0 || protocol < 0) {
            return null;
        }
        return new Flow(
                id,
                timestampMicros,
                source,
                sourcePort,
                destination,
                destinationPort,
                protocol,
                durationSeconds,
                sourceBytes,
                destinationBytes,
                sourcePackets,
                destinationPackets,
                state,
                service);
    }

    private static Rejected missing(RawRecord raw, Dialect dialect) {
        for (Column column : new Column[] {Column.TS, dialect.source, dialect.destination, Column.PROTO}) {
            if (!raw.has(column)) {
                return new Rejected(RejectionReason.MISSING_FIELD, column.title() + " is missing");
            }
        }
        throw new IllegalStateException("every needed field of the record is there, yet it gave no flow");
    }

    private long timestampMicros(RawRecord raw) {
        if (isAbsent(raw, Column.TS)) {
            return Flow.ABSENT;
        }
        int start = raw.start(Column.TS);
        int length = raw.length(Column.TS);
        long micros;
        if (IsoTime.looksLike(raw.chars(), start, length)) {
            micros = isoTime.parse(raw.chars(), start, length);
        } else {
            micros = decimal.parse(raw.chars(), start, length) ? decimal.toMillionths() : Decimal.NONE;
        }
        if (micros < 0 || micros > Flow.MAX_TIMESTAMP_MICROS) {
            return refuse(Column.TS, "must be seconds since 1970 or an ISO-8601 time, from 1970 to 9999");
        }
        return micros;
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

    private int protocol(RawRecord raw) {
        if (isAbsent(raw, Column.PROTO)) {
            return Flow.ABSENT;
        }
        Integer number = protocols.get(raw.chars(), raw.start(Column.PROTO), raw.length(Column.PROTO));
        if (number == null) {
            return refuse(Column.PROTO, "must be a protocol name or a number from 0 to 255");
        }
        // Newer Zeek names only a few transports, and writes the number of all beside them.
        if (number == Protocol.UNKNOWN && raw.has(Column.IP_PROTO)) {
            return (int) whole(raw, Column.IP_PROTO, Protocol.UNKNOWN);
        }
        return number;
    }

    private static @Nullable Integer protocolNumber(String text) {
        OptionalInt number = Protocol.number(text);
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    private @Nullable String id(RawRecord raw, Column column) {
        if (isAbsent(raw, column)) {
            return null;
        }
        String id = raw.length(column) <= FlowId.MAX_LENGTH ? raw.text(column) : "";
        if (!FlowId.isValid(id)) {
            refuse(column, "must be 1 to " + FlowId.MAX_LENGTH + " visible ASCII characters");
            return null;
        }
        return id;
    }

    private long whole(RawRecord raw, Column column, long most) {
        if (isAbsent(raw, column)) {
            return Flow.ABSENT;
        }
        boolean number = decimal.parse(raw.chars(), raw.start(column), raw.length(column));
        long value = number ? decimal.toWhole() : Decimal.NONE;
        return value < 0 || value > most ? refuse(column, "must be a whole number from 0 to " + most) : value;
    }

    private double durationSeconds(RawRecord raw) {
        if (isAbsent(raw, Column.DURATION)) {
            return Double.NaN;
        }
        boolean number = decimal.parse(raw.chars(), raw.start(Column.DURATION), raw.length(Column.DURATION));
        double seconds = number && !decimal.isNegative() ? Math.abs(decimal.toDouble()) : Double.NaN;
        if (!Double.isFinite(seconds)) {
            refuse(Column.DURATION, "must be a number of seconds, 0 or more");
        }
        return seconds;
    }

    private ConnState state(RawRecord raw, Column column) {
        if (isAbsent(raw, column)) {
            return ConnState.ABSENT;
        }
        ConnState state = states.get(raw.chars(), raw.start(column), raw.length(column));
        return state == null ? ConnState.OTHER : state;
    }

    private @Nullable String service(RawRecord raw) {
        // A sensor that recognises many services in one flow lists them all; a long list must not hide the flow.
        raw.cut(Column.SERVICE, Flow.MAX_SERVICE_LENGTH);
        if (isAbsent(raw, Column.SERVICE)) {
            return null;
        }
        String service = services.get(raw.chars(), raw.start(Column.SERVICE), raw.length(Column.SERVICE));
        if (service == null) {
            refuse(Column.SERVICE, "must be printable ASCII");
        }
        return service;
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
