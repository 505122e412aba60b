package dev.weir.scoring;

import dev.weir.model.ModelSnapshot;
import dev.weir.model.Weights;

/**
 * A model snapshot ready to score with, shared by all threads. Immutable.
 *
 * @param snapshot the model and its version
 * @param weights its weights
 */
public record ServedModel(ModelSnapshot snapshot, Weights weights) {
    public static ServedModel of(ModelSnapshot snapshot) {
        return new ServedModel(snapshot, Weights.of(snapshot.state()));
    }

    /** Offset of the next model event. */
    public long version() {
        return snapshot.version();
    }

    /** Lessons in the model. */
    public long lessons() {
        return snapshot.state().lessons();
    }
}
