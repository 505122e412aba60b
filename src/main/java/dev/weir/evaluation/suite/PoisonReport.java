package dev.weir.evaluation.suite;

import dev.weir.evaluation.labelling.Poison;
import java.util.List;
import java.util.Map;

/**
 * What wrong verdicts cost.
 *
 * @param rows one for each kind of wrong verdicts, the honest first
 */
public record PoisonReport(List<Row> rows) {
    /**
     * One kind of wrong verdicts.
     *
     * @param alike all verdicts counting alike
     * @param careful with trust and holds, as in the detector
     */
    public record Row(Poison poison, SuiteReport alike, SuiteReport careful) {}

    /** @throws IllegalArgumentException if there is nothing to compare with */
    public PoisonReport {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.get(0).poison().kind() != Poison.Kind.HONEST) {
            throw new IllegalArgumentException("what wrong verdicts cost is told beside honest ones, which come first");
        }
    }

    Row honest() {
        return rows.get(0);
    }

    /** What the mean over the networks lost against the honest verdicts, learned in the same way. */
    static double lost(SuiteReport honest, SuiteReport poisoned) {
        return honest.mean(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION)
                - poisoned.mean(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION);
    }

    /** What each network lost. */
    static Map<String, Double> lostOnEach(SuiteReport honest, SuiteReport poisoned) {
        Map<String, Double> lost = honest.networks(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION);
        Map<String, Double> left = poisoned.networks(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION);
        lost.replaceAll((network, before) -> before - left.getOrDefault(network, Double.NaN));
        return lost;
    }
}
