package dev.weir.features;

/**
 * What is known of attacks in general, before any verdict: log-odds of threat from signs that show in scans, brute force, floods and
 * calls home alike. High = threat.
 *
 * <p>All but one of the signs are about what goes unanswered, or counts only as far as it does. Busy hosts, many ports and bursts are
 * signs on one network and routine on the next: taken as they are, the busiest servers of a network nobody tuned on come first, and
 * the ranking is the wrong way round. The last sign is how unusual the flow is for its own network.
 *
 * <p>The weights are rounded from a logistic regression over eleven public sets of eight networks, each network and each class
 * counting the same, times 1.5. With one network left out of the fit, the area under the ROC curve is .87 on the mean of the sets
 * left out; only traffic between AS numbers, which is not between hosts, is ranked worse than by chance (.47). The base is lower than fitted: data sets are full of
 * attacks, networks are not. Two weights are set by hand for what those sets hardly have and every network sees: a sweep, whose
 * attempts at hosts it never met fail by the dozen in a minute, and guessing at passwords, which knocks at one login service again
 * and again. The first is a count, which no amount of benign flows beside it lowers; but flows that are routine to their hosts are
 * not laid to it.
 */
final class Suspicion {
    private static final double BASE = -5;
    private static final double UNANSWERED_PAIR = 1.0;
    private static final double UNANSWERED_DESTINATION = 0.9;
    private static final double NEW_PORTS_UNANSWERED = 1.7;
    private static final double UNFAMILIAR_SOURCE = 1.8;
    private static final double UNFAMILIARITY_FADES_OVER = 3;
    private static final double PRESSURE_NOW = 0.15;
    private static final double PRESSURE_LASTING = 0.1;
    private static final double UNUSUAL = 1.2;
    private static final double PROBING = 2.6;
    /** ln(1+n) of the probes in a minute from which on it is a scan or a sweep: more than five. */
    private static final double PROBING_BEGINS_AT = 1.8;

    private static final double LOGINS = 1.5;
    /** ln(1+n) of the pair's flows in a minute from which on logins are guesses: more than three. */
    private static final double LOGINS_BEGIN_AT = 1.5;

    private final int pairFailureRatio;
    private final int destinationFailureRatio;
    private final int sourceNewPortRatio;
    private final int sourceFlows;
    private final int destinationCountShort;
    private final int destinationCountLong;
    private final int sourceFailureRatio;
    private final int probes;
    private final int pairCount;
    private final int column;

    /** @param filled the columns of hosts and pairs, all there already */
    Suspicion(FeatureSchema filled, ColumnList list) {
        pairFailureRatio = filled.position("pair.failure_ratio.1h");
        destinationFailureRatio = filled.position("dst.contact_failure_ratio.1h");
        sourceNewPortRatio = filled.position("src.contact_new_port_ratio.600s");
        sourceFlows = filled.position("src.flows");
        destinationCountShort = filled.position("dst.count.10s");
        destinationCountLong = filled.position("dst.count.1h");
        sourceFailureRatio = filled.position("src.contact_failure_ratio.60s");
        probes = filled.position("src.probes.60s");
        pairCount = filled.position("pair.count.60s");
        column = list.logit("suspicion", "Log-odds of threat from what is known of attacks in general, -5 and up.");
    }

    /** @param unusual how unusual the flow is for its network, 0 to 1 */
    void fill(FlowMeasures flow, double unusual, FeatureVector out) {
        double unanswered = out.get(pairFailureRatio);
        double pressure =
                PRESSURE_NOW * out.get(destinationCountShort) + PRESSURE_LASTING * out.get(destinationCountLong);
        out.set(
                column,
                BASE
                        + (UNANSWERED_PAIR + pressure) * unanswered
                        + UNANSWERED_DESTINATION * out.get(destinationFailureRatio)
                        + NEW_PORTS_UNANSWERED * out.get(sourceNewPortRatio) * out.get(sourceFailureRatio)
                        + UNFAMILIAR_SOURCE * Math.exp(-out.get(sourceFlows) / UNFAMILIARITY_FADES_OVER)
                        + UNUSUAL * unusual
                        + (flow.contact ? PROBING * excess(out.get(probes), PROBING_BEGINS_AT) : 0)
                        + (flow.login ? LOGINS * excess(out.get(pairCount), LOGINS_BEGIN_AT) : 0));
    }

    private static double excess(double value, double beginning) {
        return Math.max(0, value - beginning);
    }
}
