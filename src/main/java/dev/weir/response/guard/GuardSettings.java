package dev.weir.response.guard;

import java.time.Duration;

/**
 * How careful Weir is when it acts by itself.
 *
 * @param leastScore below this score a person decides, 0 to 1
 * @param mostHosts how many hosts may be acted on within the window, 1 to 10000
 * @param mostHostsShare the same as a part of the hosts that are active, above 0 and up to 1; one host is always allowed
 * @param window 1 minute to 1 day
 * @param serverClients a host that serves so many clients or more is never denied or contained, 2 to 1000000
 * @param afterRollback for this long after a rollback a person decides, up to 7 days
 */
public record GuardSettings(
        double leastScore,
        int mostHosts,
        double mostHostsShare,
        Duration window,
        int serverClients,
        Duration afterRollback) {
    private static final Duration DAY = Duration.ofDays(1);

    /** @throws IllegalArgumentException if a value is outside its range */
    public GuardSettings {
        require(leastScore >= 0 && leastScore <= 1, "least-score must be 0 to 1", leastScore);
        require(mostHosts >= 1 && mostHosts <= 10_000, "most-hosts must be 1 to 10000", mostHosts);
        require(
                mostHostsShare > 0 && mostHostsShare <= 1,
                "most-hosts-share must be above 0 and up to 1",
                mostHostsShare);
        require(
                window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(DAY) <= 0,
                "window must be 1m to 1d",
                window);
        require(serverClients >= 2 && serverClients <= 1_000_000, "server-clients must be 2 to 1000000", serverClients);
        require(
                !afterRollback.isNegative() && afterRollback.compareTo(DAY.multipliedBy(7)) <= 0,
                "after-rollback must be 0s to 7d",
                afterRollback);
    }

    public static GuardSettings defaults() {
        return new GuardSettings(0.9, 5, 0.01, Duration.ofMinutes(10), 20, Duration.ofMinutes(10));
    }

    private static void require(boolean holds, String what, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", got " + got);
        }
    }
}
