package dev.weir.detector.hunt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks each ten minutes whether traffic moved, network by network. A network that moved stays told until two looks in a row found
 * nothing in it, so that it does not come and go. Nothing is kept over a restart: the next look finds it again. Thread-safe.
 */
public final class DriftWatch {
    static final Duration EVERY = Duration.ofMinutes(10);
    private static final int QUIET_LOOKS = 2;

    private final Clock clock;
    private final Function<Instant, Drift> comparison;
    private final Map<String, Told> told = new HashMap<>();
    private volatile Instant next;
    private volatile @Nullable DriftStanding standing;

    private record Told(Instant since, Drift.OfNetwork report, int quietLooks) {}

    /** @param comparison of the flows up to a moment with those of the days before */
    public DriftWatch(Clock clock, Function<Instant, Drift> comparison) {
        this.clock = clock;
        this.comparison = comparison;
        this.next = clock.instant().plus(EVERY);
    }

    /** What was found last; empty before the first look. */
    public Optional<DriftStanding> standing() {
        return Optional.ofNullable(standing);
    }

    /** In how many networks traffic moved, the whole as one of them. */
    public int movedNetworks() {
        return standing().map(found -> found.networks().size()).orElse(0);
    }

    boolean isDue() {
        return !clock.instant().isBefore(next);
    }

    /** Looks, whether it is due or not; the next look is due later also if this one fails. */
    synchronized DriftStanding look() {
        Instant now = clock.instant();
        next = now.plus(EVERY);
        Drift drift = comparison.apply(now);
        Map<String, Drift.OfNetwork> moved = new HashMap<>();
        drift.networks().stream().filter(Drift.OfNetwork::hasMoved).forEach(one -> moved.put(one.network(), one));
        told.replaceAll((network, one) ->
                moved.containsKey(network) ? one : new Told(one.since(), one.report(), one.quietLooks() + 1));
        told.values().removeIf(one -> one.quietLooks() >= QUIET_LOOKS);
        moved.forEach((network, report) -> {
            Told before = told.get(network);
            told.put(network, new Told(before == null ? now : before.since(), report, 0));
        });
        DriftStanding found = DriftStanding.of(now, !drift.networks().isEmpty(), since(), reports(drift.networks()));
        standing = found;
        return found;
    }

    private @Nullable Instant since() {
        return told.values().stream().map(Told::since).min(Instant::compareTo).orElse(null);
    }

    /** In the order of the report; then those that it says nothing of any more. */
    private List<Drift.OfNetwork> reports(List<Drift.OfNetwork> networks) {
        return Stream.concat(
                        networks.stream().map(Drift.OfNetwork::network),
                        told.keySet().stream().sorted())
                .distinct()
                .map(told::get)
                .flatMap(Stream::ofNullable)
                .map(Told::report)
                .toList();
    }
}
