package dev.weir.evaluation.suite;

import java.util.List;

/**
 * What was measured on one set in one variant.
 *
 * @param set name of the set
 * @param variant how it was shown
 * @param runs one for each seed; not empty
 */
public record SuiteRow(String set, Variant variant, List<SuiteRun> runs) {
    public SuiteRow {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured on " + set);
        }
    }

    /** The network that the set was recorded on. */
    public String network() {
        return LabelledSet.network(set);
    }

    /** A figure over the seeds. */
    public Spread figure(String name) {
        return Spread.of(runs.stream().map(run -> run.figure(name)).toList());
    }
}
