package dev.weir.fold;

import dev.weir.model.ModelState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps models on disk. A model that is handed out is the one that was put in, to the last bit; a damaged one counts as missing, and
 * is named in {@link #takeDamages}. Thread-safe.
 */
public interface ModelArchive {
    /** The newest saved live model; empty if there is none or it is damaged. */
    Optional<ModelSnapshot> live();

    /** Replaces the live model, model and version at once or not at all; on disk when this returns. */
    void saveLive(ModelSnapshot live);

    /**
     * Keeps a checkpoint under its version, and drops those that the retention rule no longer keeps. Saving the same again
     * changes nothing.
     *
     * @param name the operator's name; null for an automatic one
     * @param at time of the event at which it was taken
     */
    void saveCheckpoint(ModelSnapshot checkpoint, @Nullable String name, Instant at);

    /** The checkpoint of exactly this version; empty if there is none or it is damaged. */
    Optional<ModelState> checkpoint(long version);

    /** The newest sound checkpoint of at most this version. */
    Optional<ModelSnapshot> newestCheckpoint(long maxVersion);

    /** The version of the first checkpoint with a name, whether it is sound or not. */
    OptionalLong versionOf(String name);

    /** Drops a checkpoint that turned out to be wrong. */
    void discardCheckpoint(long version);

    /** Damages met since the last call, one sentence each. */
    List<String> takeDamages();
}
