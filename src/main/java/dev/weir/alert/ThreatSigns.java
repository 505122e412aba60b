package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** What was recently seen of a flow and its hosts, in the terms by which shapes of attack are recognised. */
final class ThreatSigns {
    private static final Set<Integer> LOGIN_PORTS = Set.of(21, 22, 23, 3389, 5900);
    private static final Set<Integer> REMOTE_CONTROL_PORTS = Set.of(22, 135, 139, 445, 3389, 5985, 5986);
    private static final Pattern INSIDE = Pattern.compile("10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|f[cd]..:");
    private static final int MOST_PROBE_BYTES = 400;
    private static final int MOST_PROBE_PACKETS = 3;

    private final Flow flow;
    private final ToDoubleFunction<String> columns;

    /** @param columns the value of a named column of the flow's features; NaN if absent */
    ThreatSigns(Flow flow, ToDoubleFunction<String> columns) {
        this.flow = flow;
        this.columns = columns;
    }

    /** The number behind a column of ln(1+n); 0 if absent. */
    double count(String column) {
        double value = Math.expm1(columns.applyAsDouble(column));
        return Double.isNaN(value) ? 0 : value;
    }

    /** A column as it is; NaN if absent. */
    double value(String column) {
        return columns.applyAsDouble(column);
    }

    /** Seconds between calls of the pair. */
    double intervalSeconds() {
        return count("pair.interval") / 1_000;
    }

    double sentBytes() {
        return Math.max(0, flow.sourceBytes());
    }

    double answeredBytes() {
        return Math.max(0, flow.destinationBytes());
    }

    boolean isLogin() {
        return flow.protocol() == Protocol.TCP && LOGIN_PORTS.contains(flow.destinationPort());
    }

    boolean isRemoteControl() {
        return flow.protocol() == Protocol.TCP && REMOTE_CONTROL_PORTS.contains(flow.destinationPort());
    }

    /** Whether both hosts have addresses of a private network. */
    boolean isInside() {
        return isInside(flow.source()) && isInside(flow.destination());
    }

    private static boolean isInside(Host host) {
        return INSIDE.matcher(host.text()).lookingAt();
    }

    /** Whether it was a packet or three that nobody answered. */
    boolean isUnansweredProbe() {
        return flow.destinationBytes() <= 0
                && flow.sourceBytes() <= MOST_PROBE_BYTES
                && flow.sourcePackets() <= MOST_PROBE_PACKETS;
    }
}
