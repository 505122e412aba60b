package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns are crossed: each of the chosen with each other. A linear model over pairs of bins tells apart what no single
 * column can, and learns it from a handful of verdicts. The chosen say what the flow is, and one thing each about what its
 * hosts have been doing; crossing all columns costs twelve times as much and ranks no better.
 */
final class StandardCrosses {
    private static final List<String> CHOSEN = List.of(
            "flow.protocol",
            "flow.exact_port",
            "flow.state",
            "flow.service",
            "flow.duration",
            "flow.source_bytes",
            "flow.destination_bytes",
            "flow.source_packets",
            "src.count.60s",
            "src.contact_failure_ratio.60s",
            "src.new_peer_ratio.600s",
            "src.contact_new_port_ratio.600s",
            "src.bytes_sent.60s",
            "dst.count.60s",
            "dst.count.1h",
            "dst.contact_failure_ratio.60s",
            "dst.new_peer_ratio.600s",
            "pair.count.1h",
            "pair.size_deviation",
            "pair.interval");

    private StandardCrosses() {}

    /** Those whose two columns the schema has. */
    static List<Cross> of(FeatureSchema schema) {
        List<Cross> crosses = new ArrayList<>();
        for (int first = 0; first < CHOSEN.size(); first++) {
            for (int second = first + 1; second < CHOSEN.size(); second++) {
                if (schema.has(CHOSEN.get(first)) && schema.has(CHOSEN.get(second))) {
                    crosses.add(new Cross(CHOSEN.get(first), CHOSEN.get(second)));
                }
            }
        }
        return crosses;
    }
}
