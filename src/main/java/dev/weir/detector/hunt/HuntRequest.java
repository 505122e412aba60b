package dev.weir.detector.hunt;

import dev.weir.detector.RefusedException;
import dev.weir.model.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * A hunt through the flows that were scored.
 *
 * @param model to score them by
 * @param version of that model; null if it is none of the log
 * @param threshold what a flow must reach to be told of, above 0 and up to 1; of no account to an indicator
 * @param scope which flows to tell of
 * @param most how many stories to tell, 1 to {@value #MOST_STORIES}
 */
public record HuntRequest(ModelState model, @Nullable Long version, double threshold, HuntScope scope, int most) {
    /** The most stories that are told. */
    public static final int MOST_STORIES = 1_000;

    /** @throws RefusedException if a number is out of range */
    public HuntRequest {
        if (!(threshold > 0 && threshold <= 1) || most < 1 || most > MOST_STORIES) {
            throw new RefusedException("a threshold must be above 0 and up to 1, and stories 1 to " + MOST_STORIES);
        }
    }
}
