package dev.weir.ingest.ecs;

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

/** Events in the Elastic Common Schema: flows of Packetbeat, and Zeek, Suricata and NetFlow as Filebeat sends them. */
public final class EcsFormat extends Format {
    private static final int SHOWN_DATASET = 32;
    private static final double NANOSECOND = 1e-9;
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.TIME, Column.START, Column.AT_TIMESTAMP)
            .with(Meaning.ID, Column.OTHER_ID, Column.FLOW_ID)
            .with(Meaning.SOURCE, Column.OTHER_SRC_IP)
            .with(Meaning.SOURCE_PORT, Column.OTHER_SRC_PORT)
            .with(Meaning.DESTINATION, Column.OTHER_DST_IP)
            .with(Meaning.DESTINATION_PORT, Column.OTHER_DST_PORT)
            .with(Meaning.PROTOCOL, Column.OTHER_PROTO, Column.PROTO_NUMBER)
            .with(Meaning.DURATION, Column.EVENT_DURATION)
            .with(Meaning.SOURCE_BYTES, Column.OTHER_SRC_BYTES)
            .with(Meaning.DESTINATION_BYTES, Column.OTHER_DST_BYTES)
            .with(Meaning.SOURCE_PACKETS, Column.OTHER_SRC_PACKETS)
            .with(Meaning.DESTINATION_PACKETS, Column.OTHER_DST_PACKETS)
            .with(Meaning.STATE, Column.OTHER_STATE)
            .with(Meaning.SERVICE, Column.OTHER_SERVICE);

    public EcsFormat() {
        super("ecs", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "`ecs.version`, `event.dataset` or `event.action` with `source.ip`, `destination.ip` and bytes, packets or a duration";
    }

    @Override
    public String cannotTell() {
        return "the connection state, but for Zeek's; bytes may count headers or not";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return isEvent(raw) && hasCounts(raw) && !isOtherSuricataEvent(raw);
    }

    private static boolean isEvent(RawRecord raw) {
        return raw.seen(Column.ECS_VERSION) || raw.seen(Column.EVENT_DATASET) || raw.seen(Column.EVENT_ACTION);
    }

    private static boolean hasCounts(RawRecord raw) {
        return raw.seen(Column.OTHER_SRC_BYTES)
                || raw.seen(Column.OTHER_SRC_PACKETS)
                || raw.seen(Column.TOTAL_BYTES)
                || raw.seen(Column.EVENT_DURATION)
                || raw.seen(Column.OTHER_STATE);
    }

    /** What exporters send that do not tell both directions together; the total is then that of one. */
    private static boolean isOneWay(RawRecord raw) {
        return raw.is(Column.EVENT_DATASET, "netflow.log")
                && !raw.has(Column.OTHER_DST_BYTES)
                && !raw.has(Column.OTHER_DST_PACKETS);
    }

    private static boolean isOtherSuricataEvent(RawRecord raw) {
        return raw.has(Column.EVENT_TYPE)
                && !raw.is(Column.EVENT_TYPE, "flow")
                && !raw.is(Column.EVENT_TYPE, "netflow");
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        boolean hosts = raw.seen(Column.OTHER_SRC_IP) || raw.seen(Column.OTHER_DST_IP);
        if (!isEvent(raw) || !hosts) {
            return null;
        }
        String dataset = raw.has(Column.EVENT_DATASET) ? raw.text(Column.EVENT_DATASET) : "unnamed";
        return "is an ECS event of the data set "
                + Printable.escape(dataset, SHOWN_DATASET).replaceAll("[^ -~]", "?") + " without counts of a flow";
    }

    @Override
    public double durationUnitSeconds(RawRecord raw) {
        return NANOSECOND;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (isOneWay(raw)) {
            long rate = fields.whole(raw, Column.SAMPLING_RATE, Integer.MAX_VALUE);
            draft.multiply(rate);
            draft.setOneWay(rate > 1 ? TcpFlags.UNTOLD : raw.tcpFlags(Column.TCP_FLAGS));
        } else {
            draft.subtractSourceFrom(
                    fields.whole(raw, Column.TOTAL_BYTES, Long.MAX_VALUE),
                    fields.whole(raw, Column.TOTAL_PACKETS, Long.MAX_VALUE));
        }
        if ("failed".equals(draft.service)) {
            draft.service = null;
        }
    }
}
