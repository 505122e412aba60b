package dev.weir.sharing.intel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address or network that somebody holds to be malicious.
 *
 * @param network in its one spelling, such as {@code 203.0.113.9} or {@code 2001:db8::/32}
 * @param validUntil when it ends; null if it does not
 */
public record Indicator(String network, @Nullable Instant validUntil) {
    /** Whether it still counts. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }
}
