package dev.weir.ingest.record;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.ingest.record.ReadResult.OneWay;
import org.jspecify.annotations.Nullable;

/** A flow while its fields are put together; the meaning of each is that of {@link Flow}. One instance is used over and over. */
public final class FlowDraft {
    public @Nullable String id;
    public long timestampMicros;
    public @Nullable Host source;
    public int sourcePort;
    public @Nullable Host destination;
    public int destinationPort;
    /** The number, or {@link Flow#ABSENT}. */
    public int protocol;

    public double durationSeconds;
    public long sourceBytes;
    public long destinationBytes;
    public long sourcePackets;
    public long destinationPackets;
    public ConnState state = ConnState.ABSENT;
    public @Nullable String service;
    public Label label = Label.UNKNOWN;
    private @Nullable OneWay oneWay;

    FlowDraft() {}

    /** Forgets what an earlier record said of its direction. */
    void clearDirection() {
        oneWay = null;
    }

    /**
     * Says that the record tells of one direction alone.
     *
     * @param tcpFlags {@linkplain TcpFlags all flags} sent in it, or {@link TcpFlags#UNTOLD}
     */
    public void setOneWay(int tcpFlags) {
        oneWay = new OneWay(tcpFlags);
    }

    /** The same, if nothing was counted in the other direction. */
    public void setOneWayIfUnanswered(int tcpFlags) {
        if (destinationBytes <= 0 && destinationPackets <= 0) {
            // Some collectors write 0 where they know nothing.
            destinationBytes = Flow.ABSENT;
            destinationPackets = Flow.ABSENT;
            setOneWay(tcpFlags);
        }
    }

    @Nullable
    OneWay oneWay() {
        return oneWay;
    }

    /** Makes of bytes and packets of both directions together those of the destination, where it has none of its own. */
    public void subtractSourceFrom(long totalBytes, long totalPackets) {
        destinationBytes = rest(destinationBytes, totalBytes, sourceBytes);
        destinationPackets = rest(destinationPackets, totalPackets, sourcePackets);
    }

    private static long rest(long known, long total, long part) {
        return known == Flow.ABSENT && part != Flow.ABSENT && total >= part ? total - part : known;
    }

    /** Makes of what was counted of a sample what there was. */
    public void multiply(long samplingRate) {
        sourceBytes = times(sourceBytes, samplingRate);
        destinationBytes = times(destinationBytes, samplingRate);
        sourcePackets = times(sourcePackets, samplingRate);
        destinationPackets = times(destinationPackets, samplingRate);
    }

    private static long times(long count, long rate) {
        return count <= 0 || rate <= 1 ? count : count > Long.MAX_VALUE / rate ? Long.MAX_VALUE : count * rate;
    }

    @Nullable
    Flow flow() {
        if (source == null || destination == null || timestampMicros < 0 || protocol < 0) {
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
}
