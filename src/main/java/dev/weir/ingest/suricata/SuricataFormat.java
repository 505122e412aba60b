package dev.weir.ingest.suricata;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Printable;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.TcpFlags;
import org.jspecify.annotations.Nullable;

/** Suricata's EVE events {@code flow} and {@code netflow}, also inside the wrapper of AWS Network Firewall. */
public final class SuricataFormat extends Format {
    private static final int SHOWN_TYPE = 24;
    private static final int MAX_FLAGS = 0xff;
    private static final int MAX_ICMP = 255;
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.TIME, Column.START, Column.TIMESTAMP, Column.AT_TIMESTAMP)
            .with(Meaning.ID, Column.FLOW_ID)
            .with(Meaning.SERVICE, Column.OTHER_SERVICE)
            .with(Meaning.STATE);

    public SuricataFormat() {
        super("suricata", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`event_type` `flow` or `netflow` with `src_ip` and `dest_ip`, in an object of AWS Network Firewall or not";
    }

    @Override
    public String cannotTell() {
        return "Zeek's connection state, which is told from packets and TCP flags; `netflow` events have one direction, which is joined with the other, and no id";
    }

    @Override
    public boolean tells(Meaning meaning) {
        return meaning == Meaning.STATE || super.tells(meaning);
    }

    @Override
    public boolean claims(RawRecord raw) {
        return isEvent(raw) && (raw.is(Column.EVENT_TYPE, "flow") || raw.is(Column.EVENT_TYPE, "netflow"));
    }

    private static boolean isEvent(RawRecord raw) {
        return raw.seen(Column.EVENT_TYPE) && !raw.seen(Column.ECS_VERSION) && !raw.seen(Column.IP_SRC);
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        if (!isEvent(raw) || !(raw.seen(Column.FLOW_ID) || raw.seen(Column.SRC_IP) || raw.seen(Column.OTHER_DST_IP))) {
            return null;
        }
        String type = raw.has(Column.EVENT_TYPE) ? raw.text(Column.EVENT_TYPE) : "";
        return "is a Suricata event of type "
                + Printable.escape(type, SHOWN_TYPE).replaceAll("[^ -~]", "?")
                + "; only flow and netflow events are flows";
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if ("failed".equals(draft.service)) {
            draft.service = null;
        }
        boolean icmp = draft.protocol == Protocol.ICMP || draft.protocol == Protocol.IPV6_ICMP;
        if (icmp && draft.sourcePort == Flow.ABSENT) {
            draft.sourcePort = (int) fields.whole(raw, Column.ICMP_TYPE, MAX_ICMP);
            draft.destinationPort = (int) fields.whole(raw, Column.ICMP_CODE, MAX_ICMP);
        }
        if (raw.is(Column.EVENT_TYPE, "netflow")) {
            // Both directions carry the id of their flow, so that it names two records.
            draft.id = null;
            draft.setOneWay(raw.hexTcpFlags(Column.TCP_FLAGS));
            return;
        }
        draft.state = icmp ? ConnState.OTH : state(raw, draft);
    }

    private static ConnState state(RawRecord raw, FlowDraft draft) {
        if (draft.destinationPackets == Flow.ABSENT) {
            return ConnState.ABSENT;
        }
        if (draft.protocol != Protocol.TCP) {
            return draft.destinationPackets == 0 ? ConnState.S0 : ConnState.SF;
        }
        int toServer = flags(raw, Column.FLAGS_TO_SERVER);
        int toClient = flags(raw, Column.FLAGS_TO_CLIENT);
        if (toServer >= 0 && toClient >= 0) {
            return TcpFlags.state(toServer, toClient);
        }
        if (draft.destinationPackets == 0) {
            return ConnState.S0;
        }
        return raw.is(Column.FLOW_STATE, "closed") ? ConnState.SF : ConnState.S1;
    }

    private static int flags(RawRecord raw, Column column) {
        if (!raw.has(column) || raw.length(column) > 2) {
            return -1;
        }
        try {
            return Integer.parseInt(raw.text(column), 16) & MAX_FLAGS;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
