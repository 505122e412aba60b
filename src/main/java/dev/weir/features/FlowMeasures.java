package dev.weir.features;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;

/** The few numbers about the flow at hand that every behaviour statistic is fed with; computed once per flow. */
final class FlowMeasures {
    double sourceBytes;
    double destinationBytes;
    boolean failed;
    long port;

    /** Logarithms of the sizes, 0 where absent, and whether the attempt came to nothing. */
    void read(Flow flow) {
        sourceBytes = Numbers.log((double) flow.sourceBytes());
        destinationBytes = Numbers.log((double) flow.destinationBytes());
        failed = flow.state().failed() || flow.destinationBytes() <= 0;
        port = portOf(flow);
    }

    /** What is knocked at: protocol and destination port; for ICMP its type and code. */
    static long portOf(Flow flow) {
        long hash = Numbers.mix(flow.protocol(), flow.destinationPort());
        boolean icmp = flow.protocol() == Protocol.ICMP || flow.protocol() == Protocol.IPV6_ICMP;
        return icmp ? Numbers.mix(hash, flow.sourcePort()) : hash;
    }
}
