package dev.weir.api.network;

import dev.weir.response.Addresses;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each client may ask: so many requests a second, and as many at once after a second of rest. Of clients that ask at all it
 * remembers the last {@value #MOST_CLIENTS}. Thread-safe.
 */
public final class RateLimit {
    private static final int MOST_CLIENTS = 10_000;
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    /** A network of one subscriber: who has one address of it has all. */
    private static final int IPV6_PREFIX = 64;

    private final long nanosPerRequest;
    private final LongSupplier nanoTime;
    /** By client, up to which time its requests are paid for. */
    private final Map<String, Long> paidUntil = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param perSecond 1 to 1000000 */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.nanosPerRequest = NANOS_PER_SECOND / perSecond;
        this.nanoTime = nanoTime;
    }

    /** The client that an address stands for. */
    public static String client(String address) {
        return Addresses.address(address)
                .filter(parsed -> parsed.isIPv6())
                .map(parsed -> parsed.toPrefixBlock(IPV6_PREFIX).toCanonicalString())
                .orElse(address);
    }

    /** Counts a request; how long its client has to wait before it may ask, zero if it may now. */
    public synchronized Duration take(String client) {
        long now = nanoTime.getAsLong();
        Long paid = paidUntil.get(client);
        long from = paid == null || now - paid > NANOS_PER_SECOND ? now - NANOS_PER_SECOND : paid;
        if (from + nanosPerRequest - now > 0) {
            return Duration.ofNanos(from + nanosPerRequest - now);
        }
        paidUntil.put(client, from + nanosPerRequest);
        return Duration.ZERO;
    }
}
