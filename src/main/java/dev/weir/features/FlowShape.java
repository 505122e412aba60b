package dev.weir.features;

import dev.weir.flow.Flow;
import dev.weir.flow.QuickHash;
import org.jspecify.annotations.Nullable;

/** Fills the columns about the flow itself. Sizes are on a log scale; what a record does not say is absent, not zero. */
final class FlowShape {
    private static final int WELL_KNOWN_PORTS = 1024;
    private static final int PORT_BLOCK = 1024;
    private static final int SERVICE_BITS = 20;

    private final int duration;
    private final int sourceBytes;
    private final int destinationBytes;
    private final int sourcePackets;
    private final int destinationPackets;
    private final int sourcePacketSize;
    private final int destinationPacketSize;
    private final int balance;
    private final int rate;
    private final int answered;
    private final int portHeight;
    private final int protocol;
    private final int port;
    private final int exactPort;
    private final int state;
    private final int service;
    private final int sizes;
    private final int packets;

    FlowShape(ColumnList list) {
        duration = list.numeric("flow.duration", "Duration, ln(1 + ms).");
        sourceBytes = list.numeric("flow.source_bytes", "Bytes from the source, ln(1+n).");
        destinationBytes = list.numeric("flow.destination_bytes", "Bytes from the destination, ln(1+n).");
        sourcePackets = list.numeric("flow.source_packets", "Packets from the source, ln(1+n).");
        destinationPackets = list.numeric("flow.destination_packets", "Packets from the destination, ln(1+n).");
        sourcePacketSize = list.numeric("flow.source_packet_size", "Mean bytes per packet from the source, ln(1+n).");
        destinationPacketSize =
                list.numeric("flow.destination_packet_size", "Mean bytes per packet from the destination, ln(1+n).");
        balance = list.numeric("flow.balance", "Bytes from the source to bytes from the destination, ln, -25 to 25.");
        rate = list.numeric("flow.rate", "Bytes per second both ways, ln(1+n).");
        answered = list.numeric("flow.answered", "1 if the destination sent any byte.");
        portHeight = list.numeric("flow.port_height", "Destination port, ln(1+n).");
        protocol = list.category("flow.protocol", "IANA protocol number.");
        port = list.category("flow.port", "Destination port: itself below 1024, else its block of 1024.");
        exactPort = list.category("flow.exact_port", "Destination port with protocol; ICMP type and code.");
        state = list.category("flow.state", "How the connection went, 24-bit hash of Zeek's word.");
        service = list.category("flow.service", "Application protocol as the sensor names it, 20-bit hash.");
        sizes = list.category("flow.sizes", "Bytes each way and protocol, exactly, 24-bit hash.");
        packets = list.category("flow.packets", "Packets each way and state, exactly, 24-bit hash.");
    }

    void fill(Flow flow, FlowMeasures measures, FeatureVector out) {
        setLog(out, duration, 1000 * flow.durationSeconds());
        setLog(out, sourceBytes, known(flow.sourceBytes()));
        setLog(out, destinationBytes, known(flow.destinationBytes()));
        setLog(out, sourcePackets, known(flow.sourcePackets()));
        setLog(out, destinationPackets, known(flow.destinationPackets()));
        setLog(out, sourcePacketSize, perPacket(flow.sourceBytes(), flow.sourcePackets()));
        setLog(out, destinationPacketSize, perPacket(flow.destinationBytes(), flow.destinationPackets()));
        out.set(balance, Numbers.log1p(known(flow.sourceBytes())) - Numbers.log1p(known(flow.destinationBytes())));
        double bytes = Math.max(0, flow.sourceBytes()) + (double) Math.max(0, flow.destinationBytes());
        setLog(out, rate, bytes / Math.max(1e-3, flow.durationSeconds()));
        out.set(answered, measures.announcement ? Double.NaN : flow.destinationBytes() > 0 ? 1 : 0);
        setLog(out, portHeight, known(flow.destinationPort()));
        fillNames(flow, measures, out);
    }

    private void fillNames(Flow flow, FlowMeasures measures, FeatureVector out) {
        out.set(protocol, flow.protocol());
        int number = flow.destinationPort();
        out.set(port, 1 + (number < WELL_KNOWN_PORTS ? number : number / PORT_BLOCK * PORT_BLOCK));
        out.set(exactPort, Numbers.category(FlowMeasures.portOf(flow)));
        long outcome = QuickHash.mix(
                (measures.announcement ? "ANNOUNCEMENT" : flow.state().name()).hashCode());
        out.set(state, Numbers.category(outcome));
        out.set(service, serviceHash(flow.service()));
        long bytes = Numbers.mix(flow.protocol(), flow.sourceBytes());
        out.set(sizes, Numbers.category(Numbers.mix(bytes, flow.destinationBytes())));
        long counts = Numbers.mix(outcome, flow.sourcePackets());
        out.set(packets, Numbers.category(Numbers.mix(counts, flow.destinationPackets())));
    }

    private static void setLog(FeatureVector out, int position, double value) {
        out.set(position, Numbers.log1p(value));
    }

    private static double known(long value) {
        return value == Flow.ABSENT ? Double.NaN : value;
    }

    private static double perPacket(long bytes, long packets) {
        return bytes == Flow.ABSENT || packets <= 0 ? Double.NaN : bytes / (double) packets;
    }

    private static int serviceHash(@Nullable String service) {
        return service == null ? 0 : (int) (QuickHash.mix(service.hashCode()) >>> (Long.SIZE - SERVICE_BITS));
    }
}
