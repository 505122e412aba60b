package dev.weir.features;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;

/** The few numbers about the flow at hand that every behaviour statistic is fed with; computed once per flow. */
final class FlowMeasures {
    double sourceBytes;
    double destinationBytes;
    boolean failed;
    long port;
    boolean login;

    /** Logarithms of the sizes, 0 where absent, whether the attempt came to nothing, and whether it was one to log in. */
    void read(Flow flow) {
        sourceBytes = Numbers.log((double) flow.sourceBytes());
        destinationBytes = Numbers.log((double) flow.destinationBytes());
        failed = flow.state().failed() || flow.destinationBytes() <= 0;
        port = portOf(flow);
        login = flow.protocol() == Protocol.TCP && isLoginPort(flow.destinationPort());
    }

    /** Services that people log in to by name and password: FTP, SSH, Telnet, remote desktop, VNC. */
    private static boolean isLoginPort(int port) {
        return port == 21 || port == 22 || port == 23 || port == 3389 || port == 5900;
    }

    /** What is knocked at: protocol and destination port; for ICMP its type and code. */
    static long portOf(Flow flow) {
        long hash = Numbers.mix(flow.protocol(), flow.destinationPort());
        boolean icmp = flow.protocol() == Protocol.ICMP || flow.protocol() == Protocol.IPV6_ICMP;
        return icmp ? Numbers.mix(hash, flow.sourcePort()) : hash;
    }
}
