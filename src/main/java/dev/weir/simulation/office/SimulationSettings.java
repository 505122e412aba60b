package dev.weir.simulation.office;

import java.time.Duration;
import java.time.Instant;

/**
 * What to invent.
 *
 * @param seed every flow follows from it and from the other settings
 * @param hosts workstations in the office, {@value #LEAST_HOSTS} to {@value #MOST_HOSTS}; in the morning there are about 170 flows
 *     an hour for each
 * @param maliciousShare share of flows that attacks should have over a long run, 0 to {@value #MOST_MALICIOUS}; held by
 *     starting attacks, so a short run may stray from it
 * @param start first moment, at or after 1970; the day rhythm reads it as UTC
 * @param length simulated time after which the stream ends, more than 0 and at most {@link #MOST_LENGTH}
 */
public record SimulationSettings(long seed, int hosts, double maliciousShare, Instant start, Duration length) {
    public static final int LEAST_HOSTS = 10;
    public static final int MOST_HOSTS = 20_000;
    public static final double MOST_MALICIOUS = 0.5;
    public static final Duration MOST_LENGTH = Duration.ofDays(3_650);
    /** Years before a timestamp could leave the range of a flow. */
    private static final Instant LAST_START = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if a setting is out of its range; the message names it */
    public SimulationSettings {
        require(hosts >= LEAST_HOSTS && hosts <= MOST_HOSTS, "hosts", LEAST_HOSTS + " to " + MOST_HOSTS, hosts);
        require(
                maliciousShare >= 0 && maliciousShare <= MOST_MALICIOUS,
                "malicious share",
                "0 to " + MOST_MALICIOUS,
                maliciousShare);
        require(!start.isBefore(Instant.EPOCH) && !start.isAfter(LAST_START), "start", "1970 to 2200", start);
        require(
                !length.isNegative() && !length.isZero() && length.compareTo(MOST_LENGTH) <= 0,
                "length",
                "more than 0 and at most " + MOST_LENGTH,
                length);
    }

    /** A working week of sixty people, from a Monday morning, with one flow in twenty an attacker's. */
    public static SimulationSettings ofSeed(long seed) {
        return new SimulationSettings(seed, 60, 0.05, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(7));
    }

    private static void require(boolean holds, String what, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + range + ", got " + value);
        }
    }
}
