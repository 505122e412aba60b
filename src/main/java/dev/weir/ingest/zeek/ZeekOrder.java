package dev.weir.ingest.zeek;

import dev.weir.flow.ConnState;
import dev.weir.flow.Protocol;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import dev.weir.ingest.text.TextCache;
import org.jspecify.annotations.Nullable;

/**
 * Zeek's tab-separated conn log without its header, as a plain producer sends it line by line. The default order is found by
 * two landmarks, protocol and connection state, so that fields before it ({@code _node_name}, {@code _write_ts}) and after it
 * ({@code tunnel_parents}, {@code ip_proto}, labels) may be there or not.
 */
public final class ZeekOrder implements Layout {
    private static final Column[] LEADING = {
        Column.TS,
        Column.UID,
        Column.ORIG_H,
        Column.ORIG_P,
        Column.RESP_H,
        Column.RESP_P,
        Column.PROTO,
        Column.SERVICE,
        Column.DURATION,
        Column.ORIG_BYTES,
        Column.RESP_BYTES,
        Column.CONN_STATE
    };
    private static final int PROTOCOL = 6;
    private static final int STATE = 11;
    /** Bytes missed, history, then packets and bytes with headers of each side. */
    private static final int FIELDS_AFTER_LOCALS = 6;
    /** Before 2.4 there is no {@code local_resp}. */
    private static final int MOST_LOCALS = 2;

    private static final int LEAST_FIELDS = STATE + 1 + 1 + FIELDS_AFTER_LOCALS;
    private static final int MOST_FIELDS_BEFORE = 4;
    private static final int MOST_FIELDS_AFTER = 12;
    private static final int WORDS = 1 << 6;

    private static final long UNSET = -1;
    private static final long NONE = -2;
    private static final int MAX_DIGITS = 18;

    private final Fields fields = new Fields();
    private final TextCache<String> protocols = new TextCache<>(WORDS, ZeekOrder::protocolName);
    private final TextCache<String> states = new TextCache<>(WORDS, ZeekOrder::stateWord);
    private final TextCache<String> verdicts = new TextCache<>(
            WORDS, text -> Verdict.ofWord(text).map(Verdict::word).orElse(null));

    private static @Nullable String protocolName(String text) {
        boolean name = !text.isEmpty() && Character.isLetter(text.charAt(0));
        return name && Protocol.number(text).isPresent() ? text : null;
    }

    private static @Nullable String stateWord(String text) {
        ConnState state = ConnState.ofWord(text);
        boolean known = state != ConnState.OTHER && state != ConnState.ABSENT;
        return known || text.equals("-") ? text : null;
    }

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        fields.split(chars, start, length, '\t');
        fields.splitLastAtGaps();
        for (int before = 0; before <= MOST_FIELDS_BEFORE && before + LEAST_FIELDS <= fields.count(); before++) {
            int counts = hasLandmarks(before) ? counts(before) : -1;
            if (counts >= 0) {
                fill(before, counts, raw);
                return null;
            }
        }
        return fields.count() < LEAST_FIELDS
                ? Layout.wrongCount(fields.count(), LEAST_FIELDS + " or more, as in Zeek's conn log")
                : new Rejected(
                        RejectionReason.UNKNOWN_FORMAT,
                        "is separated by tabs but not in the order of Zeek's conn log; send JSON or the file's header");
    }

    private boolean hasLandmarks(int before) {
        return fields.lookUp(protocols, before + PROTOCOL) != null && fields.lookUp(states, before + STATE) != null;
    }

    /**
     * The index of {@code orig_pkts}; negative if what follows the state is not what Zeek writes there. A dropped column must not
     * make a byte count of a packet count, so all six fields are looked at.
     */
    private int counts(int before) {
        int at = before + STATE + 1;
        int locals = 0;
        while (locals < MOST_LOCALS && at < fields.count() && isTruthValue(at)) {
            locals++;
            at++;
        }
        boolean fits = locals > 0
                && at + FIELDS_AFTER_LOCALS <= fields.count()
                && fields.count() <= at + FIELDS_AFTER_LOCALS + MOST_FIELDS_AFTER
                && number(at) != NONE
                && isHistory(at + 1)
                && areCounts(at + 2)
                && areCounts(at + 4);
        return fits ? at + 2 : -1;
    }

    /** Packets and their bytes with headers, both there or both unset. */
    private boolean areCounts(int index) {
        long packets = number(index);
        long bytes = number(index + 1);
        if (packets == UNSET || bytes == UNSET) {
            return packets == bytes;
        }
        return packets != NONE && bytes != NONE && bytes >= packets;
    }

    /** A count, {@link #UNSET} or {@link #NONE}. */
    private long number(int index) {
        if (fields.is(index, "-")) {
            return UNSET;
        }
        int length = fields.length(index);
        long value = length == 0 || length > MAX_DIGITS ? NONE : 0;
        for (int i = 0; i < length && value != NONE; i++) {
            char c = fields.chars()[fields.start(index) + i];
            value = c < '0' || c > '9' ? NONE : value * 10 + (c - '0');
        }
        return value;
    }

    private boolean isHistory(int index) {
        if (fields.is(index, "-") || fields.is(index, "(empty)")) {
            return true;
        }
        for (int i = 0; i < fields.length(index); i++) {
            char c = fields.chars()[fields.start(index) + i];
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '^') {
                return false;
            }
        }
        return true;
    }

    private void fill(int before, int counts, RawRecord raw) {
        for (int i = 0; i < LEADING.length; i++) {
            raw.put(LEADING[i], fields, before + i);
        }
        raw.put(Column.ORIG_PKTS, fields, counts);
        raw.put(Column.RESP_PKTS, fields, counts + 2);
        fillLabel(counts + 4, raw);
    }

    private void fillLabel(int first, RawRecord raw) {
        for (int i = first; i < fields.count(); i++) {
            if (fields.lookUp(verdicts, i) != null) {
                raw.put(Column.LABEL, fields, i);
                if (i + 1 < fields.count()) {
                    raw.put(Column.DETAILED_LABEL, fields, i + 1);
                }
                return;
            }
        }
    }

    private boolean isTruthValue(int index) {
        return fields.is(index, "T") || fields.is(index, "F") || fields.is(index, "-");
    }
}
