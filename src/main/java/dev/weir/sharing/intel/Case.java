package dev.weir.sharing.intel;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert on which analysts have given a verdict.
 *
 * @param source its source host
 * @param destination its destination host, of the newest flow
 * @param isMalicious what stands now
 * @param wasMalicious whether it was ever called malicious
 * @param category kind of threat; null if not said
 * @param firstSeen start of its first flow
 * @param lastSeen start of its last
 * @param flows how many
 * @param judgedAt when the verdict that stands was given
 */
public record Case(
        String source,
        String destination,
        boolean isMalicious,
        boolean wasMalicious,
        @Nullable String category,
        Instant firstSeen,
        Instant lastSeen,
        long flows,
        Instant judgedAt) {
    /** Kind of threat, if anybody said. */
    public Optional<String> threat() {
        return Optional.ofNullable(category);
    }
}
