package dev.weir.fold;

import dev.weir.model.ModelState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models that one log has had: answers "the model at version v, digest d" for the live fold and for every rebuild.
 *
 * <p>Whether a rollback is carried out must be decided alike everywhere, whatever an instance has lost. The truth is what the
 * log alone gives; every other source is a shortcut, believed only where it has the digest that the log asks for.
 */
interface History {
    /** The model as it is. */
    interface Present {
        /** Offset after the last event that it has. */
        long version();

        ModelState state();

        /** What was decided so far; null if a start did not know. */
        @Nullable
        Ledger ledger();
    }

    /**
     * Where the model at a version may come from, the cheapest source first. The last one is the truth.
     *
     * @param now the model as it is
     */
    List<Supplier<Optional<ModelState>>> sources(long version, Present now);

    /** The model at a version in the newest world of a ledger. */
    ModelState retold(long version, Ledger ledger);

    /** What was decided up to a version, by the log alone. */
    Ledger ledger(long version);

    /** The model at a version, if it has the digest; empty if the log gave another one there. */
    default Optional<ModelState> agreed(long version, String digest, Present now) {
        return sources(version, now).stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .filter(state -> state.digest().equals(digest))
                .findFirst();
    }
}
