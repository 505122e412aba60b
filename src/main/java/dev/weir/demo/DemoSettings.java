package dev.weir.demo;

import java.time.Duration;

/**
 * How the story is told.
 *
 * @param seed the traffic and both analysts follow from it
 * @param flows in all phases together, {@value #LEAST_FLOWS} to {@value #MOST_FLOWS}
 */
record DemoSettings(long seed, int flows) {
    static final long DEFAULT_SEED = 7;
    static final int DEFAULT_FLOWS = 96_000;
    /** With fewer, a measured phase would not see every kind of attack, and its figures would be luck. */
    static final int LEAST_FLOWS = 60_000;

    static final int MOST_FLOWS = 2_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(82);

    /** @throws IllegalArgumentException if the number of flows is out of its range */
    DemoSettings {
        if (flows < LEAST_FLOWS || flows > MOST_FLOWS) {
            throw new IllegalArgumentException(
                    "--flows must be " + LEAST_FLOWS + " to " + MOST_FLOWS + ", got " + flows);
        }
    }

    /** How long it may take, from the start of the broker on; more flows than usual may take longer. */
    Duration limit() {
        return LIMIT.multipliedBy(Math.max(1, (flows + DEFAULT_FLOWS - 1L) / DEFAULT_FLOWS));
    }
}
