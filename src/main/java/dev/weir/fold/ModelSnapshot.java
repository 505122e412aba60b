package dev.weir.fold;

import dev.weir.model.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * The model at one point of its log. Immutable.
 *
 * @param version offset of the next model event, 0 or more: the state holds every event with a lower offset
 * @param state the model
 * @param ledger what was decided up to there; null where an older Weir saved it, which took that down nowhere
 */
public record ModelSnapshot(
        long version, ModelState state, @Nullable Ledger ledger) {
    /** @throws IllegalArgumentException if the version is negative */
    public ModelSnapshot {
        if (version < 0) {
            throw new IllegalArgumentException("model version must be 0 or more, got " + version);
        }
    }

    /** Where it is of no importance what was decided. */
    public ModelSnapshot(long version, ModelState state) {
        this(version, state, null);
    }
}
