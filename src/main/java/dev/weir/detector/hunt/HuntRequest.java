package dev.weir.detector.hunt;

import dev.weir.detector.RefusedException;
import dev.weir.fold.ServedModel;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import org.jspecify.annotations.Nullable;

/**
 * A hunt through the flows that were scored.
 *
 * @param weights of the model to score them by
 * @param version of that model; null if it is none of the log
 * @param digest of that model; empty where nobody asked for it
 * @param threshold what a flow must reach to be told of, above 0 and up to 1; of no account to an indicator
 * @param scope which flows to tell of
 * @param most how many stories to tell, 1 to {@value #MOST_STORIES}
 */
public record HuntRequest(
        Weights weights, @Nullable Long version, String digest, double threshold, HuntScope scope, int most) {
    /** The most stories that are told. */
    public static final int MOST_STORIES = 1_000;

    /** @throws RefusedException if a number is out of range */
    public HuntRequest {
        if (!(threshold > 0 && threshold <= 1) || most < 1 || most > MOST_STORIES) {
            throw new RefusedException("a threshold must be above 0 and up to 1, and stories 1 to " + MOST_STORIES);
        }
    }

    /** A hunt by a saved model. */
    public HuntRequest(ModelState model, @Nullable Long version, double threshold, HuntScope scope, int most) {
        this(Weights.of(model), version, model.digest(), threshold, scope, most);
    }

    /** A hunt by the model that scorers use; it has no digest, since it would have to be saved for one. */
    public HuntRequest(ServedModel model, double threshold, HuntScope scope, int most) {
        this(model.weights(), model.version(), "", threshold, scope, most);
    }
}
