package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Tells the shape of an attack from what its hosts have been doing when the alert was raised. Rules, each of which can be read
 * aloud as its evidence; the first that fits is it, and where none does it says so rather than guess.
 */
public final class ThreatShapes {
    private static final double LEAST_PORTS = 6;
    private static final double LEAST_PEERS = 6;
    private static final double LEAST_LOGINS = 4;
    private static final double LEAST_FLOOD = 40;
    private static final double LEAST_CALLS = 4;
    private static final double LEAST_SENT_BYTES = 500_000;
    private static final double SENT_TO_RECEIVED = 8;
    private static final double MOST_JITTER = 0.35;
    private static final double LEAST_INTERVAL_SECONDS = 4;

    private final Flow flow;
    private final ToDoubleFunction<String> columns;

    private ThreatShapes(Flow flow, ToDoubleFunction<String> columns) {
        this.flow = flow;
        this.columns = columns;
    }

    /**
     * The shape of what a flow is part of.
     *
     * @param columns the value of a named column of the flow's features; NaN if absent
     */
    public static Threat of(Flow flow, ToDoubleFunction<String> columns) {
        return new ThreatShapes(flow, columns).shape();
    }

    private Threat shape() {
        double ports = count("src.new_ports.60s");
        double peers = count("src.new_peers.60s");
        double probes = count("src.probes.60s");
        double logins = Math.max(count("pair.count.60s"), count("pair.count.1h") / 4);
        if (isLogin() && logins >= LEAST_LOGINS && ports < LEAST_PORTS && peers < LEAST_PEERS) {
            return threat(ThreatKind.PASSWORD_GUESSING, "%.0f log-in attempts at one server within minutes", logins);
        }
        if (ports >= LEAST_PORTS && ports >= peers) {
            return threat(
                    ThreatKind.PORT_SCAN, "%.0f further ports asked in a minute, %.0f attempts in vain", ports, probes);
        }
        if (peers >= LEAST_PEERS && probes >= peers / 4) {
            return threat(
                    ThreatKind.HOST_SWEEP, "%.0f further hosts met in a minute, %.0f attempts in vain", peers, probes);
        }
        return volume(peers);
    }

    private Threat volume(double peers) {
        double rate = count("dst.count.10s");
        double sources = count("dst.new_peers.60s");
        if (rate >= LEAST_FLOOD) {
            return threat(
                    ThreatKind.FLOOD, "%.0f flows to one host in ten seconds, %.0f sources new to it", rate, sources);
        }
        if (isRemoteControl() && peers >= 2 && flow.destinationBytes() > 0) {
            return threat(ThreatKind.LATERAL_MOVEMENT, "remote control of %.0f hosts it had not met before", peers);
        }
        double sent = Math.max(0, flow.sourceBytes());
        double received = Math.max(1, flow.destinationBytes());
        if (sent >= LEAST_SENT_BYTES && sent / received >= SENT_TO_RECEIVED) {
            return threat(ThreatKind.EXFILTRATION, "%.1f MB sent, %.1f MB received", sent / 1e6, received / 1e6);
        }
        return rhythm();
    }

    private Threat rhythm() {
        double calls = count("pair.count.1h");
        double jitter = columns.applyAsDouble("pair.jitter");
        double seconds = count("pair.interval") / 1_000;
        if (calls >= LEAST_CALLS && jitter <= MOST_JITTER && seconds >= LEAST_INTERVAL_SECONDS) {
            return threat(
                    ThreatKind.BEACON,
                    "%.0f calls to one host in an hour, every %.0f s, evenly to within %.0f %%",
                    calls,
                    seconds,
                    100 * jitter);
        }
        return Threat.UNKNOWN;
    }

    private boolean isLogin() {
        int port = flow.destinationPort();
        return flow.protocol() == Protocol.TCP && ((port >= 21 && port <= 23) || port == 3389 || port == 5900);
    }

    private boolean isRemoteControl() {
        int port = flow.destinationPort();
        return flow.protocol() == Protocol.TCP
                && (port == 22 || port == 135 || port == 139 || port == 445 || port == 3389 || port / 2 == 5985 / 2);
    }

    /** The number behind a column of ln(1+n); 0 if absent. */
    private double count(String column) {
        double value = Math.expm1(columns.applyAsDouble(column));
        return Double.isNaN(value) ? 0 : value;
    }

    private static Threat threat(ThreatKind kind, String evidence, Object... numbers) {
        return new Threat(kind, String.format(Locale.ROOT, evidence, numbers));
    }
}
