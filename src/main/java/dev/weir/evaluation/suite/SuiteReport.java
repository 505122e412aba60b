package dev.weir.evaluation.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured on a suite.
 *
 * @param protocol the label protocol as written
 * @param thinned what part of the malicious flows the thinned sets kept
 * @param rows one for each set and variant
 * @param slow one for each simulated slow attack and protocol; they are in no mean. Empty if none was measured
 */
public record SuiteReport(String protocol, double thinned, List<SuiteRow> rows, List<SlowRow> slow) {
    public SuiteReport {
        rows = List.copyOf(rows);
        slow = List.copyOf(slow);
    }

    /** A report without slow attacks. */
    public SuiteReport(String protocol, double thinned, List<SuiteRow> rows) {
        this(protocol, thinned, rows, List.of());
    }

    /** The same report with what was measured on slow attacks. */
    public SuiteReport with(List<SlowRow> attacks) {
        return new SuiteReport(protocol, thinned, rows, attacks);
    }

    /** The rows of one variant, in the order of the sets. */
    public List<SuiteRow> rows(Variant variant) {
        return rows.stream().filter(row -> row.variant() == variant).toList();
    }

    /** A row, if that set was measured in that variant. */
    Optional<SuiteRow> row(String set, Variant variant) {
        return rows(variant).stream().filter(row -> row.set().equals(set)).findFirst();
    }

    /**
     * A figure of each network, in the order of their names: the mean over its sets of the means over the seeds. Sets of one network
     * count once together.
     */
    public Map<String, Double> networks(Variant variant, String figure) {
        Map<String, List<Double>> bySet = new TreeMap<>();
        for (SuiteRow row : rows(variant)) {
            bySet.computeIfAbsent(row.network(), network -> new ArrayList<>())
                    .add(row.figure(figure).mean());
        }
        Map<String, Double> networks = new TreeMap<>();
        bySet.forEach(
                (network, figures) -> networks.put(network, Spread.of(figures).mean()));
        return networks;
    }

    /** The mean of a figure over the networks. */
    public double mean(Variant variant, String figure) {
        return Spread.of(networks(variant, figure).values()).mean();
    }

    /** A figure of every run of a variant, where it is defined. */
    List<Double> each(Variant variant, String figure) {
        return rows(variant).stream()
                .flatMap(row -> row.runs().stream())
                .map(run -> run.figure(figure))
                .filter(value -> !Double.isNaN(value))
                .toList();
    }

    /** The network where a figure is lowest, with the figure. */
    public Optional<Map.Entry<String, Double>> worst(Variant variant, String figure) {
        return networks(variant, figure).entrySet().stream()
                .filter(entry -> !Double.isNaN(entry.getValue()))
                .min(Comparator.comparingDouble(Map.Entry::getValue));
    }
}
