package dev.weir.evaluation.metrics;

import dev.weir.alert.ThreatKind;
import dev.weir.evaluation.report.ShapeReport;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How often alerts, as they are raised, name the right shape of attack without any verdict. */
final class ShapeMetrics {
    /** What the categories of data sets call the shapes, the first that is found in them; a label may fit two shapes. */
    private static final Map<Pattern, Set<ThreatKind>> TRUTHS = new LinkedHashMap<>();

    static {
        truth("flood; irc", ThreatKind.FLOOD, ThreatKind.BEACON);
        truth("horizontal|sweep|internet-scan|infiltration - portscan", ThreatKind.HOST_SWEEP, ThreatKind.PORT_SCAN);
        truth("port-?scan|reconnaissance", ThreatKind.PORT_SCAN, ThreatKind.HOST_SWEEP);
        truth("patator|brute|bad-ssh|external-attack", ThreatKind.PASSWORD_GUESSING);
        truth("\\bd?dos\\b|flood", ThreatKind.FLOOD);
        truth("exfiltration", ThreatKind.EXFILTRATION);
        truth("lateral", ThreatKind.LATERAL_MOVEMENT);
        truth("c&c|c2|botnet|beacon", ThreatKind.BEACON);
    }

    private long alerts;
    private long ofShape;
    private long ofShapeNamed;
    private long named;
    private long right;

    private static void truth(String pattern, ThreatKind... kinds) {
        TRUTHS.put(Pattern.compile(pattern), EnumSet.of(kinds[0], kinds));
    }

    /** Takes in an alert that a malicious flow of a category has raised. */
    void raised(ThreatKind shown, String category) {
        Set<ThreatKind> truths = truths(category);
        boolean isNamed = shown != ThreatKind.UNKNOWN;
        alerts++;
        ofShape += truths.isEmpty() ? 0 : 1;
        ofShapeNamed += !truths.isEmpty() && isNamed ? 1 : 0;
        named += isNamed ? 1 : 0;
        right += truths.contains(shown) ? 1 : 0;
    }

    private static Set<ThreatKind> truths(String category) {
        String text = category.toLowerCase(Locale.ROOT);
        for (Map.Entry<Pattern, Set<ThreatKind>> truth : TRUTHS.entrySet()) {
            if (truth.getKey().matcher(text).find()) {
                return truth.getValue();
            }
        }
        return Set.of();
    }

    ShapeReport report() {
        return new ShapeReport(alerts, ofShape, Share.of(ofShapeNamed, ofShape), named, Share.of(right, named));
    }
}
