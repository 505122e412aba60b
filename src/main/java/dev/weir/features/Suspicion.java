package dev.weir.features;

/**
 * What is known of attacks in general, before any verdict: log-odds of threat from eight signs that show in scans, brute force,
 * floods and calls home alike. High = threat.
 *
 * <p>The first six weights are rounded from a logistic regression over five public data sets, whole and with all but 2 % of the attacks
 * left out, and one simulated office, each set counting the same. With one set left out of the fit all weights stay positive, but
 * they move: the one for unfamiliar sources from 1.6 down to 0.7, the one for new ports from 1.0 down to 0.5. The set left out is
 * then ranked with an area under the ROC curve of 0.95 to 1.00, or 0.65 for traffic between AS numbers. So figures on those five
 * sets flatter it a little. The base is lower than fitted: data sets are full of attacks, networks are not.
 *
 * <p>The last two are set by hand for what those sets hardly have and every network sees: a sweep, whose attempts at hosts it never
 * met fail by the dozen in a minute, and guessing at passwords, which knocks at one login service again and again. The first
 * is a count, which no amount of benign flows beside it lowers; but flows that are routine to their hosts are not laid to it.
 */
final class Suspicion {
    private static final double BASE = -5;
    private static final double UNANSWERED_PAIR = 2.7;
    private static final double NEW_PORTS = 1.0;
    private static final double UNFAMILIAR_SOURCE = 1.6;
    private static final double UNFAMILIARITY_FADES_OVER = 3;
    private static final double PRESSURE_NOW = 0.3;
    private static final double PRESSURE_LASTING = 0.2;
    private static final double PORTS_PROBED = 0.07;
    private static final double PROBING = 2.6;
    /** ln(1+n) of the probes in a minute from which on it is a scan or a sweep: more than five. */
    private static final double PROBING_BEGINS_AT = 1.8;

    private static final double LOGINS = 2;
    /** ln(1+n) of the pair's flows in a minute from which on logins are guesses: more than three. */
    private static final double LOGINS_BEGIN_AT = 1.5;

    private final int pairFailureRatio;
    private final int sourceNewPortRatio;
    private final int sourceFlows;
    private final int destinationCountShort;
    private final int destinationCountLong;
    private final int destinationNewPorts;
    private final int probes;
    private final int pairCount;
    private final int column;

    /** @param filled the columns of hosts and pairs, all there already */
    Suspicion(FeatureSchema filled, ColumnList list) {
        pairFailureRatio = filled.position("pair.failure_ratio.1h");
        sourceNewPortRatio = filled.position("src.contact_new_port_ratio.600s");
        sourceFlows = filled.position("src.flows");
        destinationCountShort = filled.position("dst.count.10s");
        destinationCountLong = filled.position("dst.count.1h");
        destinationNewPorts = filled.position("dst.new_ports.60s");
        probes = filled.position("src.probes.60s");
        pairCount = filled.position("pair.count.60s");
        column = list.logit("suspicion", "Log-odds of threat from what is known of attacks in general, -5 and up.");
    }

    void fill(FlowMeasures flow, FeatureVector out) {
        out.set(
                column,
                BASE
                        + UNANSWERED_PAIR * out.get(pairFailureRatio)
                        + NEW_PORTS * out.get(sourceNewPortRatio)
                        + UNFAMILIAR_SOURCE * Math.exp(-out.get(sourceFlows) / UNFAMILIARITY_FADES_OVER)
                        + PRESSURE_NOW * out.get(destinationCountShort)
                        + PRESSURE_LASTING * out.get(destinationCountLong)
                        + PORTS_PROBED * out.get(destinationNewPorts)
                        + (flow.contact ? PROBING * excess(out.get(probes), PROBING_BEGINS_AT) : 0)
                        + (flow.login ? LOGINS * excess(out.get(pairCount), LOGINS_BEGIN_AT) : 0));
    }

    private static double excess(double value, double beginning) {
        return Math.max(0, value - beginning);
    }
}
