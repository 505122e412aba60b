package dev.weir.alert;

import java.util.Optional;

/** Recognises a program that calls home by how a host calls another: at steady intervals, with like sizes, or again and again without an answer. */
final class CallShapes {
    private static final double LEAST_EVEN_CALLS = 4;
    private static final double MOST_EVEN_JITTER = 0.35;
    private static final double LEAST_ALIKE_CALLS = 15;
    private static final double MOST_ALIKE_SPREAD = 0.25;
    private static final double MOST_ALIKE_BYTES = 2_000;
    private static final double LEAST_STUBBORN_CALLS = 100;
    private static final double MOST_STUBBORN_JITTER = 1.2;
    private static final double MOST_STUBBORN_BYTES = 5_000;
    private static final double LEAST_STUBBORN_SECONDS = 2;
    private static final double LEAST_SECONDS = 4;
    private static final double MOST_ANSWERED_FAILURES = 0.1;

    private final ThreatSigns signs;
    private final double calls;
    private final double seconds;
    private final double jitter;

    CallShapes(ThreatSigns signs) {
        this.signs = signs;
        calls = signs.count("pair.count.1h");
        seconds = signs.intervalSeconds();
        jitter = signs.value("pair.jitter");
    }

    Optional<Threat> shape() {
        if (calls >= LEAST_EVEN_CALLS && jitter <= MOST_EVEN_JITTER && seconds >= LEAST_SECONDS) {
            return Threat.seen(
                    ThreatKind.BEACON,
                    "%.0f calls to one host in an hour, every %.0f s, evenly to within %.0f %%",
                    calls,
                    seconds,
                    100 * jitter);
        }
        if (isAlike()) {
            return Threat.seen(
                    ThreatKind.BEACON, "%.0f calls to one host in an hour, all small and of like size", calls);
        }
        return isStubborn()
                ? Threat.seen(
                        ThreatKind.BEACON,
                        "%.0f calls to one host in an hour, every %.0f s, %.0f %% of them in vain",
                        calls,
                        seconds,
                        100 * signs.value("pair.failure_ratio.1h"))
                : Optional.empty();
    }

    private boolean isAlike() {
        return calls >= LEAST_ALIKE_CALLS
                && signs.value("pair.size_spread") <= MOST_ALIKE_SPREAD
                && signs.value("pair.failure_ratio.1h") < MOST_ANSWERED_FAILURES
                && signs.sentBytes() > 0
                && signs.sentBytes() <= MOST_ALIKE_BYTES
                && signs.answeredBytes() <= MOST_ALIKE_BYTES
                && seconds >= LEAST_SECONDS;
    }

    private boolean isStubborn() {
        return calls >= LEAST_STUBBORN_CALLS
                && jitter <= MOST_STUBBORN_JITTER
                && signs.value("pair.failure_ratio.1h") >= 0.5
                && signs.sentBytes() <= MOST_STUBBORN_BYTES
                && seconds >= LEAST_STUBBORN_SECONDS;
    }
}
