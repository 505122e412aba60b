package dev.weir.features;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.GroupAddress;
import dev.weir.flow.Protocol;

/** The few numbers about the flow at hand that every behaviour statistic is fed with; computed once per flow. */
final class FlowMeasures {
    double sourceBytes;
    double destinationBytes;
    /** Whether no answer is due to it. */
    boolean announcement;

    boolean failed;
    /** Whether it is more than routine to one of its hosts: failed, or with a peer or port new to it. */
    boolean contact;

    long port;
    boolean login;

    /** Logarithms of the sizes, 0 where absent, whether the attempt came to nothing, and whether it was one to log in. */
    void read(Flow flow) {
        sourceBytes = Numbers.log((double) flow.sourceBytes());
        destinationBytes = Numbers.log((double) flow.destinationBytes());
        contact = false;
        announcement = GroupAddress.isAnnouncement(flow);
        failed = !announcement && isFailure(flow);
        port = portOf(flow);
        login = flow.protocol() == Protocol.TCP && isLoginPort(flow.destinationPort());
    }

    /** Of a connection that the sensor met midway, a packet from the other side shows that it lives. */
    private static boolean isFailure(Flow flow) {
        boolean isMidway = flow.state() == ConnState.OTH && flow.destinationPackets() > 0;
        return flow.state().failed() || (flow.destinationBytes() <= 0 && !isMidway);
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
