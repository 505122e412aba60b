package dev.weir.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Shapes of attack that can be told without any verdict, with their techniques of MITRE ATT&CK. */
public enum ThreatKind {
    PORT_SCAN("T1046", "Network Service Discovery"),
    HOST_SWEEP("T1018", "Remote System Discovery"),
    PASSWORD_GUESSING("T1110", "Brute Force"),
    FLOOD("T1498", "Network Denial of Service"),
    BEACON("T1071", "Application Layer Protocol"),
    EXFILTRATION("T1048", "Exfiltration Over Alternative Protocol"),
    LATERAL_MOVEMENT("T1021", "Remote Services"),
    UNKNOWN("", "");

    private final String technique;
    private final String techniqueName;

    ThreatKind(String technique, String techniqueName) {
        this.technique = technique;
        this.techniqueName = techniqueName;
    }

    /** Lower case with hyphens, such as {@code port-scan}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a word, if it is one. */
    public static Optional<ThreatKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The technique's id, such as {@code T1046}; empty if unknown. */
    public String technique() {
        return technique;
    }

    /** What MITRE calls it; empty if unknown. */
    public String techniqueName() {
        return techniqueName;
    }
}
