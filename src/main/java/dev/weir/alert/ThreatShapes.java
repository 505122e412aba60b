package dev.weir.alert;

import dev.weir.flow.Flow;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Tells the shape of an attack from what its hosts have been doing when the alert was raised. Rules, each of which can be read
 * aloud as its evidence; the first that fits is it, and where none does it says so rather than guess.
 *
 * <p>A scan is told from a host that is merely new or busy by its failures: of what a scanner tries, nearly all is in vain. A peer to
 * peer program, which meets as many hosts on as many ports, finds many of them at home, and is none of the shapes.
 */
public final class ThreatShapes {
    private static final double LEAST_TRIED = 1.9;
    private static final double LEAST_SWEPT = 4;
    private static final double IN_VAIN = 0.7;
    private static final double NEARLY_ALL_IN_VAIN = 0.95;
    private static final double LEAST_PROBES = 5;
    private static final double LEAST_LOGINS = 4;
    private static final double LEAST_FLOOD = 40;
    private static final double LEAST_FLOOD_OF_STRANGERS = 15;
    private static final double LEAST_FLOOD_OF_ONE = 500;
    private static final double MOST_BEFORE_PROBE = 6;
    private static final double MOST_CALLED_AT = 10;
    private static final double LEAST_KNOWN_FLOWS = 20;
    private static final double LEAST_SENT_BYTES = 500_000;
    private static final double SENT_TO_RECEIVED = 8;

    private final ThreatSigns signs;
    private final double ports;
    private final double peers;
    private final double probes;
    private final double failures;

    private ThreatShapes(ThreatSigns signs) {
        this.signs = signs;
        ports = signs.count("src.new_ports.60s");
        peers = signs.count("src.new_peers.60s");
        probes = signs.count("src.probes.60s");
        failures = signs.value("src.contact_failure_ratio.60s");
    }

    /**
     * The shape of what a flow is part of.
     *
     * @param columns the value of a named column of the flow's features; NaN if absent
     */
    public static Threat of(Flow flow, ToDoubleFunction<String> columns) {
        ThreatSigns signs = new ThreatSigns(flow, columns);
        ThreatShapes shapes = new ThreatShapes(signs);
        return shapes.guesses()
                .or(shapes::lateralMovement)
                .or(shapes::scan)
                .or(shapes::flood)
                .or(shapes::probe)
                .or(shapes::exfiltration)
                .or(() -> new CallShapes(signs).shape())
                .orElse(Threat.UNKNOWN);
    }

    private Optional<Threat> guesses() {
        double logins = Math.max(signs.count("pair.count.60s"), signs.count("pair.count.1h") / 4);
        boolean isOfOne = ports < LEAST_TRIED + 1 && peers < LEAST_SWEPT + 2;
        boolean isAnswered = !(signs.value("pair.failure_ratio.1h") > IN_VAIN);
        return signs.isLogin() && logins >= LEAST_LOGINS && isOfOne && isAnswered
                ? Threat.seen(ThreatKind.PASSWORD_GUESSING, "%.0f log-in attempts at one server within minutes", logins)
                : Optional.empty();
    }

    private Optional<Threat> lateralMovement() {
        boolean isKnown = signs.count("src.flows") >= LEAST_KNOWN_FLOWS;
        return signs.isRemoteControl() && signs.isInside() && isKnown && peers >= 2 && ports < LEAST_TRIED + 1
                ? Threat.seen(ThreatKind.LATERAL_MOVEMENT, "remote control of %.0f hosts it had not met before", peers)
                : Optional.empty();
    }

    private Optional<Threat> scan() {
        double tried = Math.max(ports, peers);
        boolean isSure = probes >= LEAST_PROBES || failures >= NEARLY_ALL_IN_VAIN;
        if (tried < LEAST_TRIED || probes < IN_VAIN * tried || !isSure) {
            return Optional.empty();
        }
        if (ports >= peers) {
            return Threat.seen(
                    ThreatKind.PORT_SCAN, "%.0f further ports asked in a minute, %.0f attempts in vain", ports, probes);
        }
        return peers >= LEAST_SWEPT
                ? Threat.seen(
                        ThreatKind.HOST_SWEEP,
                        "%.0f further hosts met in a minute, %.0f attempts in vain",
                        peers,
                        probes)
                : Optional.empty();
    }

    private Optional<Threat> flood() {
        double rate = signs.count("dst.count.10s");
        double strangers = signs.count("dst.new_peers.60s");
        boolean isOfStrangers = rate >= LEAST_FLOOD_OF_STRANGERS
                && strangers >= LEAST_FLOOD_OF_STRANGERS
                && signs.count("dst.probes.60s") >= IN_VAIN * strangers;
        if (rate >= LEAST_FLOOD || isOfStrangers) {
            return Threat.seen(
                    ThreatKind.FLOOD, "%.0f flows to one host in ten seconds, %.0f sources new to it", rate, strangers);
        }
        double calls = signs.count("pair.count.1h");
        return calls >= LEAST_FLOOD_OF_ONE && signs.value("pair.failure_ratio.1h") >= NEARLY_ALL_IN_VAIN
                ? Threat.seen(
                        ThreatKind.FLOOD, "%.0f flows from one host to another in an hour, hardly any answered", calls)
                : Optional.empty();
    }

    /** A host never heard of asks a host that does not answer: one of many, if the whole net could be seen. */
    private Optional<Threat> probe() {
        boolean isStranger = signs.count("src.flows") <= MOST_BEFORE_PROBE && signs.value("src.new_peer") > 0;
        boolean isQuiet = signs.count("dst.count.10s") < MOST_CALLED_AT;
        return isStranger && isQuiet && failures >= NEARLY_ALL_IN_VAIN && signs.isUnansweredProbe()
                ? inVain(signs.count("src.flows") + 1)
                : Optional.empty();
    }

    private static Optional<Threat> inVain(double attempts) {
        return attempts <= 1
                ? Threat.seen(ThreatKind.HOST_SWEEP, "a host not heard of before, and its only attempt in vain")
                : Threat.seen(
                        ThreatKind.HOST_SWEEP,
                        "a host not heard of before, and all of its %.0f attempts in vain",
                        attempts);
    }

    private Optional<Threat> exfiltration() {
        double sent = signs.sentBytes();
        double received = signs.answeredBytes();
        return sent >= LEAST_SENT_BYTES && sent / Math.max(1, received) >= SENT_TO_RECEIVED
                ? Threat.seen(ThreatKind.EXFILTRATION, "%.1f MB sent, %.1f MB received", sent / 1e6, received / 1e6)
                : Optional.empty();
    }
}
