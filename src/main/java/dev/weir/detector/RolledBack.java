package dev.weir.detector;

import dev.weir.checkpoint.Checkpoint;

/**
 * A rollback that was carried out.
 *
 * @param checkpoint the model that is live again
 * @param inVersion the first version of the live model that is this one again
 */
public record RolledBack(Checkpoint checkpoint, long inVersion) {}
