package dev.weir.features;

/** The columns about one role of a flow: names, positions, and the form in which each number is given to the model. */
final class HostColumns {
    private static final double NEVER_SEEN_SECONDS = 1e6;

    private final int[] count = new int[Damping.SCALES];
    private final int[] failureRatio = new int[Damping.SCALES];
    private final int[] newPeerRatio = new int[Damping.SCALES];
    private final int[] newPortRatio = new int[Damping.SCALES];
    private final int[] sourceBytes = new int[Damping.SCALES];
    private final int[] destinationBytes = new int[Damping.SCALES];
    private final int probes;
    private final int newPeers;
    private final int newPorts;
    private final int burst;
    private final int newPeer;
    private final int newPort;
    private final int flows;
    private final int gap;
    private final int bytesDeviation;

    HostColumns(String role, ColumnList list) {
        for (int s = 0; s < Damping.SCALES; s++) {
            String over = "over " + Damping.SCALE_NAMES[s] + " (exponentially damped)";
            count[s] = list.numeric(name(role, "count", s), "Flows of the " + role + " host " + over + ", ln(1+n).");
        }
        for (int s = 1; s < Damping.SCALES; s += 2) {
            String over = "over " + Damping.SCALE_NAMES[s] + " (exponentially damped)";
            String of = " of the " + role + " host's flows " + over;
            failureRatio[s] = list.numeric(
                    name(role, "contact_failure_ratio", s), "Unanswered or refused part" + ofContacts(role, over));
            sourceBytes[s] = list.numeric(name(role, "bytes_sent", s), "Mean ln(1+bytes) from the source" + of + ".");
            destinationBytes[s] =
                    list.numeric(name(role, "bytes_answered", s), "Mean ln(1+bytes) from the destination" + of + ".");
        }
        for (int s = 0; s < Damping.SCALES; s += 2) {
            String over = "over " + Damping.SCALE_NAMES[s] + " (exponentially damped)";
            String of = " of the " + role + " host's flows " + over;
            newPeerRatio[s] =
                    list.numeric(name(role, "new_peer_ratio", s), "Part with a peer new to the host" + of + ".");
            newPortRatio[s] = list.numeric(
                    name(role, "contact_new_port_ratio", s), "Part on a port new to the host" + ofContacts(role, over));
        }
        probes = list.numeric(
                name(role, "probes", 1),
                "Failed attempts at a peer or port new to the " + role + " host over 60s, ln(1+n).");
        newPeers = list.numeric(name(role, "new_peers", 1), "Peers new to the " + role + " host over 60s, ln(1+n).");
        newPorts = list.numeric(name(role, "new_ports", 1), "Ports new to the " + role + " host over 60s, ln(1+n).");
        burst = list.numeric(role + ".burst", "Rate of the " + role + " host over 10s to that over 1h, ln, -8 to 8.");
        newPeer = list.numeric(role + ".new_peer", "1 if the peer of this flow is new to the " + role + " host.");
        newPort = list.numeric(role + ".new_port", "1 if the port of this flow is new to the " + role + " host.");
        flows = list.numeric(role + ".flows", "Flows of the " + role + " host before this one, ever, ln(1+n).");
        gap = list.numeric(role + ".gap", "Seconds since the " + role + " host's flow before, ln(1+1000 s).");
        bytesDeviation = list.numeric(
                role + ".bytes_deviation", "Size against the " + role + " host's last hour, -8 to 8 sigma.");
    }

    void fillNovelty(FeatureVector out, boolean peerIsNew, boolean portIsNew, double flowsBefore, double gapSeconds) {
        out.set(newPeer, peerIsNew ? 1 : 0);
        out.set(newPort, portIsNew ? 1 : 0);
        out.set(flows, Numbers.log(flowsBefore));
        double seconds = flowsBefore > 0 ? Math.min(gapSeconds, NEVER_SEEN_SECONDS) : NEVER_SEEN_SECONDS;
        out.set(gap, Numbers.log(1000 * seconds));
    }

    void fillBytesDeviation(FeatureVector out, double flowsBefore, double deviation, double spread) {
        out.set(bytesDeviation, flowsBefore > 1 ? clamp(deviation / (spread + 0.5)) : Double.NaN);
    }

    void fillScale(FeatureVector out, int s, double flowCount, double failed, double peers, double ports) {
        out.set(count[s], Numbers.log(flowCount));
        if (s % 2 == 1) {
            out.set(failureRatio[s], failed);
        } else {
            out.set(newPeerRatio[s], peers);
            out.set(newPortRatio[s], ports);
        }
    }

    void fillProbes(FeatureVector out, double count) {
        out.set(probes, Numbers.log(count));
    }

    void fillSizes(FeatureVector out, int s, double sent, double answered) {
        if (s % 2 == 1) {
            out.set(sourceBytes[s], sent);
            out.set(destinationBytes[s], answered);
        }
    }

    void fillFan(FeatureVector out, double peers, double ports) {
        out.set(newPeers, Numbers.log(peers));
        out.set(newPorts, Numbers.log(ports));
    }

    void fillBurst(FeatureVector out, double shortRate, double longRate) {
        out.set(burst, clamp(Math.log(shortRate / longRate)));
    }

    /** Contacts are the flows that are not routine: see {@link HostBehaviour}. */
    private static String ofContacts(String role, String over) {
        return " of the " + role + " host's contacts " + over + ", 0 to 1.";
    }

    private static String name(String role, String what, int s) {
        return role + "." + what + "." + Damping.SCALE_NAMES[s];
    }

    private static double clamp(double value) {
        return Math.max(-8, Math.min(8, value));
    }
}
