package dev.weir.evaluation;

import dev.weir.features.BoundedHostStates;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.HeapHostStates;
import dev.weir.features.HeapRingPlaces;
import dev.weir.features.HostStates;

/** Makes the extractor of a measurement: the one of the detector, with hosts forgotten by the same rule, but kept on the heap. */
final class MeasuredHosts {
    private MeasuredHosts() {}

    /** An extractor to which nothing has happened. One task sees all flows, so nothing is scaled by partitions. */
    static FeatureExtractor newExtractor(FeatureSettings settings) {
        int mostHosts = Math.max(BoundedHostStates.LEAST_HOSTS, Math.min(settings.maxHosts(), settings.maxHeapHosts()));
        return new FeatureExtractor(
                new FeatureSettings(1, settings.maxHeapHosts(), settings.maxHosts(), settings.anomalyMemoryFlows()),
                bounded("source", mostHosts),
                bounded("destination", mostHosts));
    }

    private static HostStates bounded(String role, int mostHosts) {
        return new BoundedHostStates(
                new HeapHostStates(Integer.MAX_VALUE), new HeapRingPlaces(), role, mostHosts, forgotten -> {});
    }
}
