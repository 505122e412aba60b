package dev.weir.fold;

import dev.weir.model.ModelState;
import java.util.Objects;

/**
 * Holds what the log alone gives.
 *
 * @param snapshot the model at the version asked for
 * @param events records folded, those set aside included
 */
public record Replayed(ModelSnapshot snapshot, long events) {
    /** The model. */
    public ModelState state() {
        return snapshot.state();
    }

    /** What was decided on the way. */
    public Ledger ledger() {
        return Objects.requireNonNull(snapshot.ledger());
    }
}
