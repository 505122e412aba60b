package dev.weir.ingest.ocsf;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Printable;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.TcpFlags;
import org.jspecify.annotations.Nullable;

/** Network Activity, class 4001 of the Open Cybersecurity Schema Framework. */
public final class OcsfFormat extends Format {
    private static final int SHOWN_CLASS = 12;
    private static final double MILLISECOND = 1e-3;
    /** Times above it are milliseconds, as the schema says; some producers write seconds, and then durations too. */
    private static final int LONGEST_SECONDS = 10;

    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.TIME, Column.START, Column.TIME)
            .with(Meaning.ID, Column.OTHER_ID)
            .with(Meaning.PROTOCOL, Column.PROTO_NUMBER, Column.OTHER_PROTO)
            .with(Meaning.DURATION)
            .with(Meaning.STATE, Column.OTHER_STATE)
            .with(Meaning.SERVICE, Column.OTHER_SERVICE);

    public OcsfFormat() {
        super("ocsf", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`class_uid` 4001";
    }

    @Override
    public String cannotTell() {
        return "the connection state, but for Zeek's in `status_code`; with totals alone the other direction, which is a record of its own and is joined";
    }

    @Override
    public boolean tells(Meaning meaning) {
        return meaning == Meaning.DURATION || super.tells(meaning);
    }

    @Override
    public boolean claims(RawRecord raw) {
        return raw.is(Column.CLASS_UID, "4001");
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        if (!raw.has(Column.CLASS_UID)) {
            return null;
        }
        return "is an OCSF event of class "
                + Printable.escape(raw.text(Column.CLASS_UID), SHOWN_CLASS).replaceAll("[^ -~]", "?")
                + ", not of 4001, network activity";
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (Double.isNaN(draft.durationSeconds)) {
            draft.durationSeconds = duration(raw, fields);
        }
        boolean isOfTotals = hasNoCounts(draft);
        if (draft.sourceBytes == Flow.ABSENT && draft.destinationBytes == Flow.ABSENT) {
            draft.sourceBytes = fields.whole(raw, Column.TOTAL_BYTES, Long.MAX_VALUE);
        }
        if (draft.sourcePackets == Flow.ABSENT && draft.destinationPackets == Flow.ABSENT) {
            draft.sourcePackets = fields.whole(raw, Column.TOTAL_PACKETS, Long.MAX_VALUE);
        }
        draft.subtractSourceFrom(
                draft.destinationBytes == Flow.ABSENT && raw.has(Column.OTHER_SRC_BYTES)
                        ? fields.whole(raw, Column.TOTAL_BYTES, Long.MAX_VALUE)
                        : Flow.ABSENT,
                draft.destinationPackets == Flow.ABSENT && raw.has(Column.OTHER_SRC_PACKETS)
                        ? fields.whole(raw, Column.TOTAL_PACKETS, Long.MAX_VALUE)
                        : Flow.ABSENT);
        boolean isBlocked = raw.is(Column.DISPOSITION, "Blocked");
        if (isOfTotals && !isBlocked) {
            int flags = raw.tcpFlags(Column.TCP_FLAGS);
            draft.setOneWay(flags == TcpFlags.UNTOLD ? flags : flags | TcpFlags.ACK_UNTOLD);
        }
        if (draft.state == ConnState.OTHER) {
            draft.state = ConnState.ABSENT;
        }
        if (isBlocked) {
            // What was not let through has no answer to wait for.
            draft.state = ConnState.REJ;
        }
    }

    /** Cloud flow logs and SiLK tell each direction by itself, and of it a total. */
    private static boolean hasNoCounts(FlowDraft draft) {
        return draft.sourceBytes == Flow.ABSENT
                && draft.destinationBytes == Flow.ABSENT
                && draft.sourcePackets == Flow.ABSENT
                && draft.destinationPackets == Flow.ABSENT;
    }

    private static double duration(RawRecord raw, FieldParser fields) {
        Column time = raw.has(Column.START) ? Column.START : Column.TIME;
        boolean seconds = raw.length(time) <= LONGEST_SECONDS;
        return fields.notNegative(raw, Column.DURATION) * (seconds ? 1 : MILLISECOND);
    }
}
