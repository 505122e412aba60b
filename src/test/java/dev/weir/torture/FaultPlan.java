package dev.weir.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The faults of a run, all of them from its seed: the same seed and length give the same faults at the same times. */
final class FaultPlan {
    private static final int LEAST_GAP_MILLIS = 3_000;
    private static final int MOST_GAP_MILLIS = 11_000;
    private static final Duration FIRST_AFTER = Duration.ofSeconds(5);
    private static final Duration QUIET_END = Duration.ofSeconds(10);

    private FaultPlan() {}

    /**
     * A fault that is due.
     *
     * @param at time since the start of the run; later if the one before it took longer
     * @param fault what is done
     * @param detector to which of the detectors, 0 or 1, where it is done to one
     * @param luck for whatever else is left to chance
     */
    record Step(Duration at, Fault fault, int detector, long luck) {}

    /** Rounds of all faults, each round in an order of its own. */
    static List<Step> of(long seed, Duration length) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        List<Fault> round = new ArrayList<>();
        Duration at = FIRST_AFTER;
        while (at.compareTo(length.minus(QUIET_END)) < 0) {
            if (round.isEmpty()) {
                round.addAll(Arrays.asList(Fault.values()));
                round.add(Fault.KILL_DETECTOR);
                Collections.shuffle(round, random);
            }
            Fault fault = round.remove(round.size() - 1);
            steps.add(new Step(at, fault, random.nextInt(2), random.nextLong()));
            at = at.plusMillis(LEAST_GAP_MILLIS + random.nextInt(MOST_GAP_MILLIS - LEAST_GAP_MILLIS));
        }
        return steps;
    }
}
