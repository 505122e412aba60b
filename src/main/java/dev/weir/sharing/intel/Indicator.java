package dev.weir.sharing.intel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address or network that somebody holds to be malicious.
 *
 * @param network in its one spelling, such as {@code 203.0.113.9} or {@code 2001:db8::/32}
 * @param validUntil when it ends; null if it does not
 * @param stixId of the object that said so, such as {@code indicator--} and a UUID; null if it was none
 */
public record Indicator(
        String network,
        @Nullable Instant validUntil,
        @Nullable String stixId) {
    /** One that has no name. */
    public Indicator(String network, @Nullable Instant validUntil) {
        this(network, validUntil, null);
    }

    /** Whether it still counts. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }
}
