package dev.weir.simulation.office;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.flow.Protocol;
import org.jspecify.annotations.Nullable;

/** A flow in the making, used again and again: say who, how and how much, then {@link #send}. */
public final class FlowDraft {
    private static final double INSIDE_ROUND_TRIP_SECONDS = 0.0006;
    private static final double OUTSIDE_ROUND_TRIP_SECONDS = 0.03;

    private final Dice dice;
    private final FlowQueue queue;
    private final Label label;
    private final Wire wire;

    private Host source = Network.NOBODY;
    private int sourcePort;
    private Host destination = Network.NOBODY;
    private int destinationPort;
    private int protocol;
    private ConnState state = ConnState.SF;
    private @Nullable String service;
    private double durationSeconds;
    private long sourceBytes;
    private long destinationBytes;

    FlowDraft(Dice dice, FlowQueue queue, Label label) {
        this.dice = dice;
        this.queue = queue;
        this.label = label;
        wire = new Wire(dice);
    }

    public FlowDraft tcp(Host from, Host to, int port) {
        return open(Protocol.TCP, from, to, dice.count(32_768, 60_999), port);
    }

    public FlowDraft udp(Host from, Host to, int port) {
        return open(Protocol.UDP, from, to, dice.count(32_768, 60_999), port);
    }

    /** Echo request: Zeek writes type and code where the ports are. */
    public FlowDraft ping(Host from, Host to) {
        return open(Protocol.ICMP, from, to, 8, 0).state(ConnState.OTH);
    }

    private FlowDraft open(int newProtocol, Host from, Host to, int fromPort, int toPort) {
        protocol = newProtocol;
        source = from;
        sourcePort = fromPort;
        destination = to;
        destinationPort = toPort;
        state = ConnState.SF;
        service = null;
        durationSeconds = 0;
        sourceBytes = 0;
        destinationBytes = 0;
        return this;
    }

    public FlowDraft fromPort(int port) {
        sourcePort = port;
        return this;
    }

    public FlowDraft state(ConnState newState) {
        state = newState;
        return this;
    }

    /** What the sensor takes it for, if there is payload to look at. */
    public FlowDraft service(@Nullable String name) {
        service = name;
        return this;
    }

    public FlowDraft seconds(double seconds) {
        durationSeconds = seconds;
        return this;
    }

    public FlowDraft bytes(double up, double down) {
        sourceBytes = (long) up;
        destinationBytes = (long) down;
        return this;
    }

    /** Adds what the sensor would have measured for the state, and hands the flow over. */
    public void send(long startMicros) {
        wire.measure(protocol, state, durationSeconds, sourceBytes, destinationBytes, roundTripSeconds());
        queue.add(new SimulatedFlow(
                new Flow(
                        dice.uid(),
                        startMicros,
                        source,
                        sourcePort,
                        destination,
                        destinationPort,
                        protocol,
                        wire.durationSeconds(),
                        wire.sourceBytes(),
                        wire.destinationBytes(),
                        wire.sourcePackets(),
                        wire.destinationPackets(),
                        state,
                        wire.sawPayload() ? service : null),
                label));
    }

    private double roundTripSeconds() {
        boolean inside = Network.isInside(source) && Network.isInside(destination);
        return dice.logNormal(inside ? INSIDE_ROUND_TRIP_SECONDS : OUTSIDE_ROUND_TRIP_SECONDS, 0.8);
    }
}
