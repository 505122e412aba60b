package dev.weir.features;

/** How unusual a flow is, apart from the features it is judged by. */
public final class BenchAnomaly {
    private final RarityDetector rarity;

    /** @param schema of the vectors to judge */
    public BenchAnomaly(FeatureSchema schema) {
        this.rarity = RarityColumns.detector(schema, FeatureSettings.defaults().anomalyMemoryFlows());
    }

    /** What {@link FeatureExtractor} does last with each flow. */
    public double observe(FeatureVector features) {
        return rarity.observe(features);
    }
}
