package dev.weir.scoring;

import dev.weir.model.Categories;
import dev.weir.model.ModelSnapshot;
import dev.weir.model.Weights;

/**
 * A model snapshot ready to score with, shared by all threads. Immutable.
 *
 * @param snapshot the model and its version
 * @param weights its weights
 * @param categories what it knows about kinds of threat
 */
public record ServedModel(ModelSnapshot snapshot, Weights weights, Categories categories) {
    public static ServedModel of(ModelSnapshot snapshot) {
        return new ServedModel(snapshot, Weights.of(snapshot.state()), Categories.of(snapshot.state()));
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
