package dev.weir.evaluation;

import dev.weir.features.BoundedHostStates;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.HeapHostStates;
import dev.weir.features.HostStates;
import dev.weir.features.RingPlaces;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
                new HeapHostStates(Integer.MAX_VALUE), new Places(), role, mostHosts, forgotten -> {});
    }

    private static final class Places implements RingPlaces {
        private final Map<String, String> texts = new HashMap<>();

        @Override
        public @Nullable String get(String place) {
            return texts.get(place);
        }

        @Override
        public void put(String place, String text) {
            texts.put(place, text);
        }

        @Override
        public void clear(String text, Predicate<String> isOfRing) {
            texts.entrySet().removeIf(place -> place.getValue().equals(text) && isOfRing.test(place.getKey()));
        }
    }
}
