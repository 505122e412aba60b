package dev.weir.evaluation.suite;

import java.util.List;

/**
 * What was measured on one simulated slow attack with one label protocol.
 *
 * @param attack word of the attack
 * @param protocol as written
 * @param runs one for each seed, which makes another office as well as other chance; not empty
 */
public record SlowRow(String attack, String protocol, List<SuiteRun> runs) {
    public SlowRow {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured on the slow attack " + attack);
        }
    }

    /** A figure over the seeds. */
    public Spread figure(String name) {
        return Spread.of(runs.stream().map(run -> run.figure(name)).toList());
    }

    boolean isLike(SlowRow other) {
        return attack.equals(other.attack) && protocol.equals(other.protocol);
    }
}
