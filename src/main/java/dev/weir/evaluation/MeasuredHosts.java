package dev.weir.evaluation;

import dev.weir.features.BoundedHostStates;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.HeapHostStates;
import dev.weir.features.HostStates;
import dev.weir.features.RingPlaces;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
        private final Map<String, String> hosts = new HashMap<>();
        private final Map<String, Integer> hands = new HashMap<>();

        @Override
        public @Nullable String get(String ring, int place) {
            return hosts.get(ring + "." + place);
        }

        @Override
        public void put(String ring, int place, String host) {
            hosts.put(ring + "." + place, host);
        }

        @Override
        public int hand(String ring) {
            return hands.getOrDefault(ring, 0);
        }

        @Override
        public void putHand(String ring, int place) {
            hands.put(ring, place);
        }

        @Override
        public void clear(String host, Collection<String> rings) {
            hosts.entrySet()
                    .removeIf(place -> place.getValue().equals(host)
                            && rings.stream().anyMatch(ring -> place.getKey().startsWith(ring + ".")));
        }

        @Override
        public void save() {}
    }
}
