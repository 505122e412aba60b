package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.features.BoundedHostStates.Forgotten;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedHostStatesTest {
    private static final int MAX_HOSTS = 200;
    private static final int INVENTED = 20_000;

    private final HeapHostStates sources = new HeapHostStates(1_000_000);
    private final HeapHostStates destinations = new HeapHostStates(1_000_000);
    private final HeapRingPlaces places = new HeapRingPlaces();
    private final Map<Forgotten, Integer> forgotten = new EnumMap<>(Forgotten.class);
    private BoundedHostStates boundedSources = bounded(sources, "source");
    private BoundedHostStates boundedDestinations = bounded(destinations, "destination");
    private FeatureExtractor extractor = extractor();
    private final FeatureVector vector = new FeatureVector(extractor.schema());

    private static final class CountingStates implements HostStates {
        private final HostStates hosts;
        private int lookups;

        private CountingStates(HostStates hosts) {
            this.hosts = hosts;
        }

        @Override
        public byte @Nullable [] get(String host) {
            lookups++;
            return hosts.get(host);
        }

        @Override
        public void put(String host, byte[] state) {
            hosts.put(host, state);
        }

        @Override
        public void remove(String host) {
            hosts.remove(host);
        }
    }

    private FeatureExtractor extractor() {
        boundedSources = bounded(sources, "source");
        boundedDestinations = bounded(destinations, "destination");
        return new FeatureExtractor(FeatureSettings.defaults(), boundedSources, boundedDestinations);
    }

    private BoundedHostStates bounded(HostStates hosts, String role) {
        return new BoundedHostStates(
                hosts, places, role, MAX_HOSTS, reason -> forgotten.merge(reason, 1, Integer::sum));
    }

    /** Ten hosts that talk to ten servers for an hour. */
    private void establish(double fromSeconds) {
        for (int i = 0; i < 1_200; i++) {
            extractor.extract(Flows.tcp(fromSeconds + 3 * i, "host" + i % 10, "server" + i % 10, 443), vector);
        }
    }

    @Test
    void knownHost_isLookedUpOnceForEachFlow() {
        CountingStates counting = new CountingStates(sources);
        BoundedHostStates bounded = bounded(counting, "source");
        bounded.get("host");
        bounded.put("host", new byte[] {1});
        counting.lookups = 0;

        bounded.get("host");
        bounded.put("host", new byte[] {2});

        assertThat(counting.lookups).isOne();
        assertThat(bounded.get("host")).containsExactly(2);
    }

    @Test
    void floodOfInventedHosts_leavesTheEstablishedAsTheyWere_andTheStoresBounded() {
        establish(0);
        byte[] source = state(sources, "host3").clone();
        byte[] destination = state(destinations, "server3").clone();

        for (int i = 0; i < INVENTED; i++) {
            extractor.extract(Flows.unanswered(3_600 + i * 0.01, "invented" + i, "nowhere" + i, i % 1024), vector);
        }

        assertThat(sources.size()).isLessThanOrEqualTo(MAX_HOSTS);
        assertThat(destinations.size()).isLessThanOrEqualTo(MAX_HOSTS);
        assertThat(state(sources, "host3")).isEqualTo(source);
        assertThat(state(destinations, "server3")).isEqualTo(destination);
        assertThat(forgotten).containsOnlyKeys(Forgotten.NEWCOMER);
        assertThat(forgotten.get(Forgotten.NEWCOMER)).isEqualTo(2 * (INVENTED + 10 - MAX_HOSTS / 4 - 10));
        assertThat(places.size()).isLessThan(2 * MAX_HOSTS + 1);
    }

    @Test
    void inventedHostsKeptUpForLong_findNoRoom_andStillDriveOutNobody() {
        establish(0);
        for (int i = 0; i < 300; i++) {
            for (int flow = 0; flow < 25; flow++) {
                extractor.extract(Flows.tcp(3_600 + 700 * i + 30 * flow, "kept" + i, "server1", 80), vector);
            }
        }

        assertThat(sources.size()).isLessThanOrEqualTo(MAX_HOSTS);
        for (int i = 0; i < 10; i++) {
            assertThat(sources.get("host" + i)).isNotNull();
        }
        assertThat(forgotten).containsOnlyKeys(Forgotten.NO_ROOM);
    }

    @Test
    void hostsQuietForAWeek_giveWayToThoseSeenOfLate() {
        double week = 7 * 24 * 3_600.0;
        for (int batch = 0; batch < 40; batch++) {
            for (int flow = 0; flow < 200; flow++) {
                double seconds = batch * week / 4 + flow * 10;
                extractor.extract(Flows.tcp(seconds, "batch" + batch + "-" + flow % 10, "server", 80), vector);
            }
            // Time that leaps is believed only when several flows agree on it.
            for (int flow = 0; flow < 10; flow++) {
                extractor.extract(Flows.tcp((batch + 1) * week / 4 - 1, "clock", "server", 80), vector);
            }
        }

        assertThat(sources.size()).isLessThanOrEqualTo(MAX_HOSTS);
        assertThat(sources.get("batch0-0")).isNull();
        assertThat(sources.get("batch39-0")).isNotNull();
        assertThat(forgotten).containsOnlyKeys(Forgotten.QUIET);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restart_keepsThePlaces_alsoAfterACrash(boolean isSaved) {
        establish(0);
        for (int i = 0; i < 1_000; i++) {
            extractor.extract(Flows.unanswered(3_600, "invented" + i, "server1", 80), vector);
            if (i % 100 == 0) {
                restart(isSaved);
            }
        }

        assertThat(sources.size()).isLessThanOrEqualTo(MAX_HOSTS);
        assertThat(sources.get("host3")).isNotNull();
        assertThat(sources.get("invented999")).isNotNull();
    }

    private void restart(boolean isSaved) {
        if (isSaved) {
            boundedSources.save();
            boundedDestinations.save();
        }
        extractor = extractor();
    }

    @Test
    void hand_isKeptBySaving_andGoesOnFromThere() {
        BoundedHostStates bounded = bounded(sources, "source");
        bounded.put("first", new byte[PackedState.DAMPED_AT]);
        bounded.save();

        bounded(sources, "source").put("second", new byte[PackedState.DAMPED_AT]);

        assertThat(places.get("source.new", 0)).isEqualTo("first");
        assertThat(places.get("source.new", 1)).isEqualTo("second");
    }

    @Test
    void placeOfAHostThatIsGone_isFree() {
        BoundedHostStates bounded = bounded(sources, "source");
        byte[] state = new byte[PackedState.DAMPED_AT];
        for (int i = 0; i < 1_000; i++) {
            bounded.put("host" + i, state.clone());
            sources.remove("host" + (i - 1));
        }

        assertThat(sources.size()).isEqualTo(1);
        assertThat(forgotten).isEmpty();
    }

    @Test
    void boundOfTooFewHosts_isRefused() {
        assertThatThrownBy(() -> new BoundedHostStates(sources, places, "a", 7, reason -> {}))
                .hasMessageContaining("8 or more, got 7");
    }

    private static byte[] state(HostStates hosts, String host) {
        byte[] state = hosts.get(host);
        assertThat(state).isNotNull();
        return state == null ? new byte[0] : state;
    }
}
