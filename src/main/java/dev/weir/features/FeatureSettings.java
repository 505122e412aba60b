package dev.weir.features;

/**
 * Settings of the {@link FeatureExtractor}.
 *
 * @param partitions over how many tasks the flows spread, 1 to 10,000: what a task sees of a destination is scaled by it, and each
 *     has its part of the hosts and of an alert budget; a running detector counts what it really has
 * @param maxHeapHosts hosts kept per role where states are on the heap, 1 to 100 million; each takes up to 700 bytes
 * @param maxHosts hosts kept per role in the running detector, all partitions together, 1,000 to 1 billion; newcomers give way to
 *     newcomers first
 * @param anomalyMemoryFlows after how many flows the anomaly detector has forgotten half of what it saw, 100 to 100 million
 */
public record FeatureSettings(int partitions, int maxHeapHosts, int maxHosts, int anomalyMemoryFlows) {
    /** @throws IllegalArgumentException if a value is outside the range given above; the message names it */
    public FeatureSettings {
        check("partitions", partitions, 1, 10_000);
        check("max heap hosts", maxHeapHosts, 1, 100_000_000);
        check("max hosts", maxHosts, 1_000, 1_000_000_000);
        check("anomaly memory flows", anomalyMemoryFlows, 100, 100_000_000);
    }

    /** One partition, 200,000 hosts per role on the heap and 4,000,000 in a running detector, a memory of 20,000 flows. */
    public static FeatureSettings defaults() {
        return new FeatureSettings(1, 200_000, 4_000_000, 20_000);
    }

    /** The same over another number of partitions. */
    public FeatureSettings withPartitions(int count) {
        return new FeatureSettings(count, maxHeapHosts, maxHosts, anomalyMemoryFlows);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", got " + value);
        }
    }
}
