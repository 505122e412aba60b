package dev.weir.model;

import dev.weir.features.FeatureSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pairs of columns whose values mean more together than apart. */
final class StandardCrosses {
    private static final List<FeatureEncoder.Cross> ALL = List.of(
            new FeatureEncoder.Cross("flow.protocol", "flow.state"),
            new FeatureEncoder.Cross("flow.port", "flow.state"),
            new FeatureEncoder.Cross("flow.port", "flow.source_bytes"),
            new FeatureEncoder.Cross("flow.port", "flow.destination_bytes"),
            new FeatureEncoder.Cross("flow.state", "src.failure_ratio.60s"),
            new FeatureEncoder.Cross("flow.port", "src.count.60s"),
            new FeatureEncoder.Cross("flow.port", "dst.count.60s"),
            new FeatureEncoder.Cross("pair.interval", "pair.jitter"));

    private StandardCrosses() {}

    /** Those whose two columns the schema has. */
    static List<FeatureEncoder.Cross> of(FeatureSchema schema) {
        Set<String> names = IntStream.range(0, schema.size())
                .mapToObj(position -> schema.column(position).name())
                .collect(Collectors.toSet());
        return ALL.stream()
                .filter(cross -> names.contains(cross.first()) && names.contains(cross.second()))
                .toList();
    }
}
