package dev.weir.ingest.record;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;

/** What the formats of NetFlow, IPFIX and sFlow collectors share: records of one direction, of sampled packets or of all. */
public abstract class OneWayFormat extends Format {
    private static final int ICMP_TYPE_UNIT = 256;

    protected OneWayFormat(String name, Columns columns) {
        super(name, columns);
    }

    @Override
    public String cannotTell() {
        return "the service; the other direction, which is a record of its own and is joined; flags, and so the state, where packets were sampled";
    }

    @Override
    public boolean takesArrivalTime() {
        return true;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        long rate = fields.whole(raw, Column.SAMPLING_RATE, Integer.MAX_VALUE);
        draft.multiply(rate);
        if (draft.protocol == Protocol.ICMP || draft.protocol == Protocol.IPV6_ICMP) {
            tellIcmp(raw, fields, draft);
        }
        boolean sampled = rate > 1;
        draft.setOneWayIfUnanswered(sampled ? TcpFlags.UNTOLD : raw.tcpFlags(Column.TCP_FLAGS));
    }

    /** NetFlow has type and code of ICMP in the port of the destination. */
    private static void tellIcmp(RawRecord raw, FieldParser fields, FlowDraft draft) {
        int port = draft.destinationPort;
        if (raw.has(Column.ICMP_TYPE)) {
            draft.sourcePort = (int) fields.whole(raw, Column.ICMP_TYPE, ICMP_TYPE_UNIT - 1);
            draft.destinationPort = (int) fields.whole(raw, Column.ICMP_CODE, ICMP_TYPE_UNIT - 1);
        } else if (draft.sourcePort <= 0 && port != Flow.ABSENT) {
            draft.sourcePort = port / ICMP_TYPE_UNIT % ICMP_TYPE_UNIT;
            draft.destinationPort = port % ICMP_TYPE_UNIT;
        }
    }
}
