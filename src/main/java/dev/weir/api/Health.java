package dev.weir.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Whether the detector does what it is for.
 *
 * @param state {@code starting}, {@code ready}, {@code degraded} or {@code dead}
 * @param alive false if only another start can help
 * @param ready whether flows are scored and lessons learned
 * @param reason why it is not ready, in one line; null if it is
 */
public record Health(
        String state,
        @JsonIgnore boolean alive,
        @JsonIgnore boolean ready,
        @Nullable String reason) {}
