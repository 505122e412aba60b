package dev.weir.ingest.stitch;

import dev.weir.flow.Flow;
import dev.weir.flow.GroupAddress;
import dev.weir.flow.IcmpTypes;
import dev.weir.ingest.record.TcpFlags;

/**
 * One direction of a flow, as a record told it.
 *
 * @param flow from who sent to who received; nothing is known of the other direction
 * @param tcpFlags {@linkplain TcpFlags all flags} that were sent, or {@link TcpFlags#UNTOLD}
 * @param what the owner's own, handed back with the flow
 */
public record Half<T>(Flow flow, int tcpFlags, T what) {
    private static final double MOST_SECONDS = 1e9;

    /** Both directions of a flow have the same: hosts and ports in an order that does not depend on who sent. */
    public String pair() {
        String from = flow.source().text() + ' ' + port(flow.sourcePort());
        String to = flow.destination().text() + ' ' + port(flow.destinationPort());
        boolean inOrder = from.compareTo(to) <= 0;
        return flow.protocol() + " " + (inOrder ? from : to) + ' ' + (inOrder ? to : from);
    }

    /** Of ICMP each direction has types of its own. */
    private int port(int port) {
        return IcmpTypes.isIcmp(flow.protocol()) ? Flow.ABSENT : port;
    }

    long startMicros() {
        return flow.timestampMicros();
    }

    long endMicros() {
        double seconds = Double.isNaN(flow.durationSeconds()) ? 0 : Math.min(flow.durationSeconds(), MOST_SECONDS);
        return flow.timestampMicros() + (long) (seconds * 1e6);
    }

    /** Whether the other is of the same exchange and the other direction; both are of one {@link #pair}. */
    boolean isAnsweredBy(Half<?> other, long windowMicros) {
        Flow answer = other.flow;
        long gap = Math.max(startMicros(), other.startMicros()) - Math.min(endMicros(), other.endMicros());
        return gap <= windowMicros
                && flow.source().equals(answer.destination())
                && flow.destination().equals(answer.source())
                && (IcmpTypes.isIcmp(flow.protocol())
                        ? IcmpTypes.counterpart(flow.protocol(), flow.sourcePort())
                                .filter(type -> type == answer.sourcePort())
                                .isPresent()
                        : flow.sourcePort() == answer.destinationPort()
                                && flow.destinationPort() == answer.sourcePort());
    }

    /** Whether an answer can have a record at all: messages that stand alone and groups of hosts have none. */
    boolean canHaveAnswer() {
        if (IcmpTypes.isIcmp(flow.protocol())
                && IcmpTypes.counterpart(flow.protocol(), flow.sourcePort()).isEmpty()) {
            return false;
        }
        return !GroupAddress.isAnnouncement(flow);
    }
}
