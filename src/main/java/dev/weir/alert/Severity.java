package dev.weir.alert;

import java.util.Locale;

/** How urgent an alert is, by how sure the detector is. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    private static final double MEDIUM_FROM = 0.7;
    private static final double HIGH_FROM = 0.9;
    private static final double CRITICAL_FROM = 0.99;

    /** The severity of a score in [0,1]: medium from 0.7, high from 0.9, critical from 0.99. */
    public static Severity ofScore(double score) {
        if (score >= CRITICAL_FROM) {
            return CRITICAL;
        }
        if (score >= HIGH_FROM) {
            return HIGH;
        }
        return score >= MEDIUM_FROM ? MEDIUM : LOW;
    }

    /** The word used in alerts: {@code low}, {@code medium}, {@code high} or {@code critical}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
