package dev.weir.features;

/**
 * What is known of attacks in general, before any verdict: log-odds of threat from six signs that show in scans, brute force,
 * floods and calls home alike. High = threat.
 *
 * <p>The weights are rounded from logistic regressions over five public data sets, whole and with all but 2 % of the attacks
 * left out, and one simulated office, each set counting the same; fitted with any one of them left out they stay the same within
 * a third, and the set left out is ranked nearly as well. The base is lower than fitted: data sets are full of attacks,
 * networks are not.
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

    private final int pairFailureRatio;
    private final int sourceNewPortRatio;
    private final int sourceFlows;
    private final int destinationCountShort;
    private final int destinationCountLong;
    private final int destinationNewPorts;
    private final int column;

    /** @param filled the columns of hosts and pairs, all there already */
    Suspicion(FeatureSchema filled, ColumnList list) {
        pairFailureRatio = filled.position("pair.failure_ratio.1h");
        sourceNewPortRatio = filled.position("src.new_port_ratio.600s");
        sourceFlows = filled.position("src.flows");
        destinationCountShort = filled.position("dst.count.10s");
        destinationCountLong = filled.position("dst.count.1h");
        destinationNewPorts = filled.position("dst.new_ports.60s");
        column = list.logit("suspicion", "Log-odds of threat from what is known of attacks in general, -5 to 5.");
    }

    void fill(FeatureVector out) {
        out.set(
                column,
                BASE
                        + UNANSWERED_PAIR * out.get(pairFailureRatio)
                        + NEW_PORTS * out.get(sourceNewPortRatio)
                        + UNFAMILIAR_SOURCE * Math.exp(-out.get(sourceFlows) / UNFAMILIARITY_FADES_OVER)
                        + PRESSURE_NOW * out.get(destinationCountShort)
                        + PRESSURE_LASTING * out.get(destinationCountLong)
                        + PORTS_PROBED * out.get(destinationNewPorts));
    }
}
