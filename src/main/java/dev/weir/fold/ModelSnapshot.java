package dev.weir.fold;

import dev.weir.model.ModelState;

/**
 * The model at one point of its log. Immutable.
 *
 * @param version offset of the next model event, 0 or more: the state holds every event with a lower offset
 * @param state the model
 */
public record ModelSnapshot(long version, ModelState state) {
    /** @throws IllegalArgumentException if the version is negative */
    public ModelSnapshot {
        if (version < 0) {
            throw new IllegalArgumentException("model version must be 0 or more, got " + version);
        }
    }
}
