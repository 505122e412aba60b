package dev.weir.fold;

import dev.weir.flow.Listing;
import dev.weir.fold.calibration.Calibration;
import dev.weir.model.Categories;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import java.util.Map;

/**
 * Holds what scoring needs of the model at one point of its log. Immutable, shared by all threads, and far cheaper to have than a
 * {@link ModelSnapshot}, which can be saved and has a digest.
 *
 * @param version offset of the next model event
 * @param lessons lessons in the model
 * @param weights its weights
 * @param categories what it knows about kinds of threat
 * @param sources how often each source of indicators was right, by its name
 * @param calibration how often a score is right
 */
public record ServedModel(
        long version,
        long lessons,
        Weights weights,
        Categories categories,
        Map<String, Listing> sources,
        Calibration calibration) {
    /** One that knows no sources of indicators, and takes its scores for probabilities. */
    public ServedModel(long version, long lessons, Weights weights, Categories categories) {
        this(version, lessons, weights, categories, Map.of(), Calibration.NONE);
    }

    /** Of a model that rests, without what it knows of sources and of how often a score is right. */
    public static ServedModel of(ModelSnapshot snapshot) {
        ModelState state = snapshot.state();
        return new ServedModel(snapshot.version(), state.lessons(), Weights.of(state), Categories.of(state));
    }
}
