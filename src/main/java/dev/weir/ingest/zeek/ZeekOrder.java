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
    private static final int LOCAL_RESPONDER = 13;
    private static final int ORIGINATOR_PACKETS = 16;
    private static final int RESPONDER_PACKETS = 18;
    private static final int FIXED_FIELDS = 20;
    /** Zeek before 2.4 has no {@code local_resp}. */
    private static final int LEAST_FIELDS = FIXED_FIELDS - 1;

    private static final int MOST_FIELDS_BEFORE = 4;
    private static final int MOST_FIELDS_AFTER = 12;
    private static final int WORDS = 1 << 6;

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
            if (hasLandmarks(before)) {
                return fill(before, raw);
            }
        }
        return fields.count() < LEAST_FIELDS
                ? Layout.wrongCount(fields.count(), FIXED_FIELDS + " or more, as in Zeek's conn log")
                : new Rejected(
                        RejectionReason.UNKNOWN_FORMAT,
                        "is separated by tabs but not in the order of Zeek's conn log; send JSON or the file's header");
    }

    private boolean hasLandmarks(int before) {
        return fields.lookUp(protocols, before + PROTOCOL) != null && fields.lookUp(states, before + STATE) != null;
    }

    private @Nullable Rejected fill(int before, RawRecord raw) {
        int shift = isTruthValue(before + LOCAL_RESPONDER) ? 0 : -1;
        int fixed = before + FIXED_FIELDS + shift;
        if (fields.count() < fixed || fields.count() > fixed + MOST_FIELDS_AFTER) {
            return Layout.wrongCount(fields.count(), fixed + " to " + (fixed + MOST_FIELDS_AFTER));
        }
        for (int i = 0; i < LEADING.length; i++) {
            raw.put(LEADING[i], fields, before + i);
        }
        raw.put(Column.ORIG_PKTS, fields, before + ORIGINATOR_PACKETS + shift);
        raw.put(Column.RESP_PKTS, fields, before + RESPONDER_PACKETS + shift);
        fillLabel(fixed, raw);
        return null;
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
