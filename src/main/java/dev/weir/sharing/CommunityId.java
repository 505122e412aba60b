package dev.weir.sharing;

import dev.weir.flow.Digests;
import dev.weir.flow.Flow;
import dev.weir.flow.IcmpTypes;
import dev.weir.flow.Protocol;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Names a flow as other sensors do: the community id, version 1, with seed 0. It is the same for both directions, and for the same
 * flow in Zeek, Suricata and others.
 *
 * <p>The hash is over seed, lower address, higher address, protocol, a zero, lower port, higher port; ICMP has its type and the type
 * that answers it in place of ports. Zeek writes the type of ICMP as source port and the code as destination port, as Weir does.
 *
 * @see <a href="https://github.com/corelight/community-id-spec">the specification</a>
 */
public final class CommunityId {
    private static final String PREFIX = "1:";
    private static final int SCTP = 132;

    private CommunityId() {}

    /** The id of a flow; empty if its hosts are no IP addresses of one family, or it has no ports where its protocol needs them. */
    public static Optional<String> of(Flow flow) {
        return of(
                flow.source().text(),
                flow.sourcePort(),
                flow.destination().text(),
                flow.destinationPort(),
                flow.protocol());
    }

    /**
     * The id of a flow by its parts.
     *
     * @param sourcePort the type, for ICMP; {@link Flow#ABSENT} if there is none
     * @param destinationPort the code, for ICMP; {@link Flow#ABSENT} if there is none
     */
    public static Optional<String> of(
            String source, int sourcePort, String destination, int destinationPort, int protocol) {
        Optional<byte[]> from = Addresses.address(source).map(IPAddress::getBytes);
        Optional<byte[]> to = Addresses.address(destination).map(IPAddress::getBytes);
        if (from.isEmpty() || to.isEmpty() || from.get().length != to.get().length) {
            return Optional.empty();
        }
        if (!hasPorts(protocol)) {
            return Optional.of(hash(ordered(from.get(), 0, to.get(), 0, false), protocol, false));
        }
        if (sourcePort == Flow.ABSENT || destinationPort == Flow.ABSENT) {
            return Optional.empty();
        }
        Optional<Integer> answer =
                IcmpTypes.isIcmp(protocol) ? IcmpTypes.counterpart(protocol, sourcePort) : Optional.empty();
        boolean isOneWay = IcmpTypes.isIcmp(protocol) && answer.isEmpty();
        int otherPort = answer.orElse(destinationPort);
        return Optional.of(hash(ordered(from.get(), sourcePort, to.get(), otherPort, isOneWay), protocol, true));
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Ends(byte[] first, int firstPort, byte[] second, int secondPort) {}

    private static Ends ordered(byte[] from, int fromPort, byte[] to, int toPort, boolean isOneWay) {
        int order = Arrays.compareUnsigned(from, to);
        boolean isInOrder = isOneWay || order < 0 || (order == 0 && fromPort <= toPort);
        return isInOrder ? new Ends(from, fromPort, to, toPort) : new Ends(to, toPort, from, fromPort);
    }

    private static String hash(Ends ends, int protocol, boolean withPorts) {
        ByteBuffer bytes = ByteBuffer.allocate(2 + 2 * ends.first().length + 2 + (withPorts ? 4 : 0));
        bytes.putShort((short) 0)
                .put(ends.first())
                .put(ends.second())
                .put((byte) protocol)
                .put((byte) 0);
        if (withPorts) {
            bytes.putShort((short) ends.firstPort()).putShort((short) ends.secondPort());
        }
        byte[] digest = Digests.sha1().digest(bytes.array());
        return PREFIX + Base64.getEncoder().encodeToString(digest);
    }

    private static boolean hasPorts(int protocol) {
        return IcmpTypes.isIcmp(protocol) || protocol == Protocol.TCP || protocol == Protocol.UDP || protocol == SCTP;
    }
}
