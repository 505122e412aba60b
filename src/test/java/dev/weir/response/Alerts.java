package dev.weir.response;

import dev.weir.alert.Severity;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import java.util.Set;

/** Alerts for tests. */
public final class Alerts {
    private Alerts() {}

    public static AlertFacts malware(String id, String source, double score) {
        return of(id, source, "203.0.113.7", score, "malware");
    }

    public static AlertFacts of(String id, String source, String destination, double score, String... categories) {
        return new AlertFacts(
                new FlowId(id),
                new FlowId(id),
                new Host(source),
                new Host(destination),
                Set.of(categories),
                Severity.ofScore(score),
                score,
                0.5,
                7,
                1);
    }
}
