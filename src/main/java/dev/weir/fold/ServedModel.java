package dev.weir.fold;

import dev.weir.model.Categories;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;

/**
 * Holds what scoring needs of the model at one point of its log. Immutable, shared by all threads, and far cheaper to have than a
 * {@link ModelSnapshot}, which can be saved and has a digest.
 *
 * @param version offset of the next model event
 * @param lessons lessons in the model
 * @param weights its weights
 * @param categories what it knows about kinds of threat
 */
public record ServedModel(long version, long lessons, Weights weights, Categories categories) {
    /** Of a model that rests. */
    public static ServedModel of(ModelSnapshot snapshot) {
        ModelState state = snapshot.state();
        return new ServedModel(snapshot.version(), state.lessons(), Weights.of(state), Categories.of(state));
    }
}
