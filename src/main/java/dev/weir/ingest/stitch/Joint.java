package dev.weir.ingest.stitch;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.IcmpTypes;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.TcpFlags;

/**
 * Finds which of two directions is the client's, and makes one flow of both, or of one alone.
 *
 * <p>The client is who asked first, as RFC 5103 says of the forward direction. For TCP that is who sent SYN and no ACK; else flags
 * do not tell. A port below 1024 on one side alone is the server's: records that are cut in the middle of a long flow, and exporters
 * that give both directions one time, begin with anybody. Else the earlier is the client's. Where times are equal too, it is who has a port
 * for passing use, and last of all who sent less: more is answered than asked.
 */
final class Joint {
    private static final int LEAST_REGISTERED_PORT = 1_024;
    private static final int LEAST_PASSING_PORT = 32_768;

    private Joint() {}

    /** Whether the first of two directions is the client's. */
    static boolean isClient(Half<?> one, Half<?> other) {
        Flow flow = one.flow();
        if (IcmpTypes.isIcmp(flow.protocol())) {
            return IcmpTypes.isRequest(flow.protocol(), flow.sourcePort());
        }
        if (flow.protocol() == Protocol.TCP) {
            int byFlags = Boolean.compare(asksAlone(one), asksAlone(other));
            if (byFlags == 0) {
                byFlags = Boolean.compare(
                        TcpFlags.isSet(one.tcpFlags(), TcpFlags.SYN), TcpFlags.isSet(other.tcpFlags(), TcpFlags.SYN));
            }
            if (byFlags != 0) {
                return byFlags > 0;
            }
        }
        return isClientByPortsAndTime(one, other);
    }

    private static boolean isClientByPortsAndTime(Half<?> one, Half<?> other) {
        int own = one.flow().sourcePort();
        int others = one.flow().destinationPort();
        if (own < LEAST_REGISTERED_PORT != others < LEAST_REGISTERED_PORT) {
            return own >= LEAST_REGISTERED_PORT;
        }
        if (one.startMicros() != other.startMicros()) {
            return one.startMicros() < other.startMicros();
        }
        if (own < LEAST_PASSING_PORT != others < LEAST_PASSING_PORT) {
            return own >= LEAST_PASSING_PORT;
        }
        int byBytes = Long.compare(one.flow().sourceBytes(), other.flow().sourceBytes());
        return byBytes == 0 ? own >= others : byBytes < 0;
    }

    private static boolean asksAlone(Half<?> half) {
        return TcpFlags.isSet(half.tcpFlags(), TcpFlags.SYN) && !TcpFlags.isSet(half.tcpFlags(), TcpFlags.ACK);
    }

    /** The flow of both directions. */
    static Flow of(Half<?> client, Half<?> server) {
        Flow asked = client.flow();
        Flow answered = server.flow();
        long start = Math.min(client.startMicros(), server.startMicros());
        boolean timed = !Double.isNaN(asked.durationSeconds()) || !Double.isNaN(answered.durationSeconds());
        long end = Math.max(client.endMicros(), server.endMicros());
        return new Flow(
                asked.sensorId(),
                start,
                asked.source(),
                asked.sourcePort(),
                asked.destination(),
                asked.destinationPort(),
                asked.protocol(),
                timed ? (end - start) / 1e6 : Double.NaN,
                asked.sourceBytes(),
                answered.sourceBytes(),
                asked.sourcePackets(),
                answered.sourcePackets(),
                state(client, server),
                asked.service() == null ? answered.service() : asked.service());
    }

    private static ConnState state(Half<?> client, Half<?> server) {
        int protocol = client.flow().protocol();
        if (protocol != Protocol.TCP) {
            return IcmpTypes.isIcmp(protocol) ? ConnState.OTH : ConnState.SF;
        }
        if (client.tcpFlags() == TcpFlags.UNTOLD || server.tcpFlags() == TcpFlags.UNTOLD) {
            return ConnState.ABSENT;
        }
        return TcpFlags.state(client.tcpFlags(), server.tcpFlags());
    }

    /**
     * The flow of a direction that found no other. A side that sent SYN and never ACK was not answered. Of any other the answer may only be
     * missing, so nothing is said of it; where it is a server's by its port, and it did answer, client and server change places.
     */
    static Flow ofOne(Half<?> half) {
        Flow flow = half.flow();
        if (flow.protocol() != Protocol.TCP || half.tcpFlags() == TcpFlags.UNTOLD) {
            return flow;
        }
        if (TcpFlags.isUnanswered(half.tcpFlags())) {
            return unanswered(flow, TcpFlags.state(half.tcpFlags(), 0));
        }
        boolean isServers = TcpFlags.isSet(half.tcpFlags(), TcpFlags.ACK)
                && flow.sourcePort() < LEAST_REGISTERED_PORT
                && flow.destinationPort() >= LEAST_REGISTERED_PORT;
        return isServers ? turned(flow) : flow;
    }

    private static Flow unanswered(Flow flow, ConnState state) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                flow.source(),
                flow.sourcePort(),
                flow.destination(),
                flow.destinationPort(),
                flow.protocol(),
                flow.durationSeconds(),
                flow.sourceBytes(),
                0,
                flow.sourcePackets(),
                0,
                state,
                flow.service());
    }

    private static Flow turned(Flow flow) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                /* source= */ flow.destination(),
                /* sourcePort= */ flow.destinationPort(),
                /* destination= */ flow.source(),
                /* destinationPort= */ flow.sourcePort(),
                flow.protocol(),
                flow.durationSeconds(),
                /* sourceBytes= */ flow.destinationBytes(),
                /* destinationBytes= */ flow.sourceBytes(),
                /* sourcePackets= */ flow.destinationPackets(),
                /* destinationPackets= */ flow.sourcePackets(),
                flow.state(),
                flow.service());
    }
}
