package dev.weir.checkpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be gone back to.
 *
 * @param version the model version it holds; also its id
 * @param name the operator's name; null for an automatic one
 * @param at time of the model event at which it was taken
 * @param lessons lessons in it
 * @param digest SHA-256 of the model, 64 hexadecimal digits
 * @param bytes size of the saved model
 */
public record Checkpoint(long version, @Nullable String name, Instant at, long lessons, String digest, long bytes) {}
