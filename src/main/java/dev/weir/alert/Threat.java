package dev.weir.alert;

import java.util.Locale;
import java.util.Optional;

/**
 * What kind of threat an alert looks like, whatever anybody has taught.
 *
 * @param kind {@link ThreatKind#UNKNOWN} where no shape fits well
 * @param evidence what speaks for it, in words; empty if unknown
 */
public record Threat(ThreatKind kind, String evidence) {
    static final Threat UNKNOWN = new Threat(ThreatKind.UNKNOWN, "");

    /** A shape that was recognised, with its evidence formatted. */
    static Optional<Threat> seen(ThreatKind kind, String evidence, Object... numbers) {
        return Optional.of(new Threat(kind, String.format(Locale.ROOT, evidence, numbers)));
    }
}
