package dev.weir.alert;

/**
 * What kind of threat an alert looks like, whatever anybody has taught.
 *
 * @param kind {@link ThreatKind#UNKNOWN} where no shape fits well
 * @param evidence what speaks for it, in words; empty if unknown
 */
public record Threat(ThreatKind kind, String evidence) {
    static final Threat UNKNOWN = new Threat(ThreatKind.UNKNOWN, "");
}
