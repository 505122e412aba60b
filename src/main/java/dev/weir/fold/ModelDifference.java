package dev.weir.fold;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What changed from one model to another.
 *
 * @param fromVersion version of the first
 * @param toVersion version of the second
 * @param lessons lessons in the second less lessons in the first
 * @param changes the largest weight changes first
 */
public record ModelDifference(long fromVersion, long toVersion, long lessons, List<Change> changes) {
    /**
     * One weight.
     *
     * @param feature name of the feature, such as {@code src.failure_ratio.60s in [0.5,0.75)}
     * @param from weight in the first model
     * @param to weight in the second
     */
    public record Change(String feature, double from, double to) {}

    private static final int MAX_CHANGES = 20;

    /** The {@value #MAX_CHANGES} largest changes of weight from one model to another, named by the encoder. */
    public static List<Change> changes(ModelState fromState, ModelState toState, FeatureEncoder names) {
        Weights from = Weights.of(fromState);
        Weights to = Weights.of(toState);
        List<Integer> changed = new ArrayList<>();
        for (int index = 0; index < Weights.count(); index++) {
            if (from.weight(index) != to.weight(index)) {
                changed.add(index);
            }
        }
        changed.sort(Comparator.comparingDouble(index -> -Math.abs((double) to.weight(index) - from.weight(index))));
        return changed.stream()
                .limit(MAX_CHANGES)
                .map(index -> new Change(names.name(index), from.weight(index), to.weight(index)))
                .toList();
    }
}
