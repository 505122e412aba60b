package dev.weir.sharing.privacy;

import java.time.Duration;

/**
 * Where pseudonyms stand in the place of addresses.
 *
 * @param pseudonyms where
 * @param keyFile file with the key, made if there is none; empty for {@code pseudonym-key} in the data folder
 * @param rotation how long a key is used, by the time of what is written; zero for ever
 */
public record PrivacySettings(Where pseudonyms, String keyFile, Duration rotation) {
    /** Where pseudonyms are used. */
    public enum Where {
        /** Nowhere. */
        NONE,
        /** In what is passed on to other systems. */
        OUTPUTS,
        /** From where flows are read: Weir itself never works with an address. */
        INPUT
    }

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** @throws IllegalArgumentException if the rotation is out of range */
    public PrivacySettings {
        boolean isSpan =
                rotation.isZero() || (rotation.compareTo(Duration.ofHours(1)) >= 0 && rotation.compareTo(LONGEST) <= 0);
        if (!isSpan) {
            throw new IllegalArgumentException("rotation must be 0s, or 1h to 36500d, got " + rotation);
        }
    }

    public static PrivacySettings defaults() {
        return new PrivacySettings(Where.NONE, "", Duration.ZERO);
    }
}
