package dev.weir.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All phases, and whether the story came true.
 *
 * @param results one for each phase, in order
 * @param checkpointDigest digest of the model that was kept
 */
record Outcome(List<PhaseResult> results, String checkpointDigest) {
    /** A change of average precision smaller than this could be the weather of the traffic. */
    private static final double LEAST_CHANGE = 0.05;

    Outcome {
        results = List.copyOf(results);
    }

    PhaseResult of(Phase phase) {
        return results.stream()
                .filter(result -> result.phase() == phase)
                .findFirst()
                .orElseThrow();
    }

    /** Whether wrong verdicts spoiled detection, however little the record of who gave them made them count. */
    boolean isMisled() {
        return of(Phase.MISLED).averagePrecision() <= of(Phase.TAUGHT).averagePrecision() - LEAST_CHANGE;
    }

    /** What did not come true, each as a sentence; empty if all did. */
    List<String> broken() {
        double untaught = of(Phase.UNTAUGHT).averagePrecision();
        double taught = of(Phase.TAUGHT).averagePrecision();
        double misled = of(Phase.MISLED).averagePrecision();
        double restored = of(Phase.RESTORED).averagePrecision();
        List<String> broken = new ArrayList<>();
        if (!(taught >= untaught + LEAST_CHANGE)) {
            broken.add(change("verdicts did not improve detection", untaught, taught));
        }
        double least = isMisled() ? misled + LEAST_CHANGE : taught - LEAST_CHANGE;
        if (!(restored >= least)) {
            broken.add(change("the rollback did not restore detection", isMisled() ? misled : taught, restored));
        }
        String digest = of(Phase.ROLLBACK).after().digest();
        if (!digest.equals(checkpointDigest)) {
            broken.add("the model after the rollback is not the checkpoint: " + digest + " is not " + checkpointDigest);
        }
        return broken;
    }

    private static String change(String what, double before, double after) {
        return String.format(Locale.ROOT, "%s: average precision went from %.3f to %.3f", what, before, after);
    }
}
