package dev.weir.evaluation;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import org.jspecify.annotations.Nullable;

/** What of the model is measured: all of it, or one part alone that the whole should not fall behind. */
public enum MeasuredModel {
    /** The model of the detector. */
    ALL,
    /** What it believes before any verdict; verdicts are given, and nothing is learned from them. */
    PRIOR_ALONE,
    /** A learner that begins with nothing, and has no prior and no baseline beside it. */
    NO_PRIOR;

    boolean learns() {
        return this != PRIOR_ALONE;
    }

    /** @param start the model before the first verdict; null for an untrained one */
    ModelState start(@Nullable ModelState start) {
        if (this == NO_PRIOR) {
            return Untrained.WITHOUT_PRIOR;
        }
        return start == null ? Untrained.YIELDING : start;
    }
}
