package dev.weir.detector.hunt;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found when it was last looked whether traffic moved.
 *
 * @param lookedAt when that was
 * @param movedSince when the first of the networks was seen to move; null if none has
 * @param networks those where something moved; the whole first
 * @param words the same in a sentence
 */
public record DriftStanding(
        Instant lookedAt, @Nullable Instant movedSince, List<Drift.OfNetwork> networks, String words) {
    private static final int MOST_TOLD = 3;

    /** @param isCompared whether there were flows enough to compare at all */
    static DriftStanding of(
            Instant lookedAt, boolean isCompared, @Nullable Instant movedSince, List<Drift.OfNetwork> networks) {
        String words = !networks.isEmpty() && movedSince != null
                ? moved(movedSince, networks)
                : isCompared
                        ? "the last hour is like the same hour of days before"
                        : "too few flows to compare yet: 1,000 in the last hour and at the same hour of three days before";
        return new DriftStanding(lookedAt, movedSince, networks, words);
    }

    private static String moved(Instant since, List<Drift.OfNetwork> networks) {
        String told = networks.stream().limit(MOST_TOLD).map(DriftStanding::of).collect(Collectors.joining("; "));
        String more = networks.size() > MOST_TOLD ? "; and in " + (networks.size() - MOST_TOLD) + " more" : "";
        long review = networks.stream()
                .flatMap(network -> network.review().stream())
                .distinct()
                .count();
        return "traffic moved since " + since + ": " + told + more + "; flows to review: " + review;
    }

    private static String of(Drift.OfNetwork network) {
        String features = network.moved().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", most to %s (%.1f %%, before %.1f %%)",
                        network.moved().get(0).value(),
                        100 * network.moved().get(0).partRecent(),
                        100 * network.moved().get(0).partBefore());
        String alerts = network.alertsMoved()
                ? String.format(
                        Locale.ROOT,
                        ", alerting %.2f %% of flows, before %.2f %%",
                        100 * network.alertingRecent(),
                        100 * network.alertingBefore())
                : "";
        return network.network() + features + alerts;
    }
}
