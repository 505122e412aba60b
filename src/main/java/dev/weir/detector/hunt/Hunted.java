package dev.weir.detector.hunt;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a hunt found.
 *
 * @param modelVersion of the model that scored; null if it is none of the log
 * @param modelDigest of that model; empty where nobody asked for it
 * @param threshold what flows had to reach
 * @param flows how many were looked at
 * @param foreign of these, how many have features of another release and cannot be scored again
 * @param missed of these, how many reach the threshold, or match the indicator, and were part of no alert when they were scored
 * @param known how many do and were
 * @param stories what was missed, the highest score first
 * @param untold how many stories more there are
 * @param seconds that it took
 */
public record Hunted(
        @Nullable Long modelVersion,
        String modelDigest,
        double threshold,
        long flows,
        long foreign,
        long missed,
        long known,
        List<Story> stories,
        long untold,
        double seconds) {
    /** In one sentence. */
    public String sentence() {
        String model = modelVersion == null ? "that model" : "model " + modelVersion;
        return missed == 0
                ? String.format(
                        Locale.ROOT,
                        "of the newest %,d flows none but those of alerts reaches %.2f by %s",
                        flows,
                        threshold,
                        model)
                : String.format(
                        Locale.ROOT,
                        "of the newest %,d flows %,d reach %.2f by %s and were part of no alert, in %,d stories: weir hunt",
                        flows,
                        missed,
                        threshold,
                        model,
                        stories.size() + untold);
    }

    /**
     * Flows that were missed, from one host and of one kind.
     *
     * @param source host that opened them
     * @param kind their service, or protocol and port
     * @param flows how many
     * @param destinations how many hosts were contacted, counted up to 1,000
     * @param score the highest now
     * @param scoreThen what that flow had then
     * @param flowId that flow
     * @param firstSeen start of the first
     * @param lastSeen start of the last
     */
    public record Story(
            String source,
            String kind,
            long flows,
            int destinations,
            double score,
            double scoreThen,
            String flowId,
            Instant firstSeen,
            Instant lastSeen) {}
}
