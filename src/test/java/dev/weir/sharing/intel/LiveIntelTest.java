package dev.weir.sharing.intel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Listing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of indicators as every instance makes them of the records on their topic. */
class LiveIntelTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final LiveIntel live = new LiveIntel(WarningLists.shipped());
    private final IntelLookup lookup = new IntelLookup(live);

    @Test
    void flowOfAListedHost_isToldItsSources_theBestFirst() {
        apply("feed", "45.66.77.8", "45.66.0.0/16");
        apply("best", "45.66.0.0/16");
        Map<String, Listing> records = Map.of("best", new Listing("best", 9, 0));

        assertThat(lookup.of(flow("10.0.0.1", "45.66.77.8"), records, NOW.toEpochMilli()))
                .containsExactly(new Listing("best", 9, 0), new Listing("feed", 0, 0));
        assertThat(lookup.of(flow("45.66.1.1", "10.0.0.1"), records, NOW.toEpochMilli()))
                .hasSize(2);
        assertThat(lookup.of(flow("10.0.0.1", "45.67.1.1"), records, NOW.toEpochMilli()))
                .isEmpty();
        assertThat(lookup.of(flow("printer", "2001:db8::1"), records, NOW.toEpochMilli()))
                .isEmpty();
    }

    @Test
    void whatASourceBrings_replacesWhatItBroughtBefore_alsoForHostsThatWereAskedFor() {
        apply("feed", "45.66.77.8");
        assertThat(isListed("45.66.77.8")).isTrue();
        apply("feed", "45.66.77.9");
        assertThat(isListed("45.66.77.8")).isFalse();
        assertThat(isListed("45.66.77.9")).isTrue();
        apply("feed");
        assertThat(isListed("45.66.77.9")).isFalse();
        assertThat(live.sizes()).isEmpty();
    }

    @Test
    void largeList_counts_onceAllOfItsPartsAreThere_andPartsOfOneBeforeAreNone() {
        List<Indicator> many = new ArrayList<>();
        for (int i = 0; i < 2 * IntelPart.MOST + 1; i++) {
            many.add(new Indicator("45." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), null));
        }
        List<IntelPart> old = IntelPart.of("feed", NOW.minusSeconds(9), many);
        List<IntelPart> parts = IntelPart.of("feed", NOW, many.subList(0, IntelPart.MOST + 1));

        assertThat(old).hasSize(3);
        // As a compacted topic has them: the parts that nothing replaced, then the newest.
        live.apply(old.get(2));
        live.apply(parts.get(0));
        assertThat(live.sizes()).isEmpty();
        live.apply(parts.get(1));
        assertThat(live.sizes()).containsEntry("feed", IntelPart.MOST + 1);
    }

    @Test
    void privateAndPublicServices_andWhatIsOver_countForNobody() {
        apply("feed", "10.0.0.0/8", "8.8.8.8", "0.0.0.0/0", "no address");
        live.apply(IntelPart.of("brief", NOW, List.of(new Indicator("45.66.77.8", NOW)))
                .get(0));

        assertThat(live.sizes()).containsOnlyKeys("brief");
        assertThat(isListed("8.8.8.8")).isFalse();
        assertThat(isListed("45.66.77.8")).isFalse();
    }

    @Test
    void recordsOfStrangers_areNoParts() {
        for (String text : List.of(
                "", "{", "[]", "null", "7", "{\"source\":\"a/b\",\"at\":\"2026-11-01T00:00:00Z\",\"parts\":1}")) {
            assertThat(IntelPart.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
        assertThat(IntelPart.read(null)).isEmpty();
        IntelPart part = IntelPart.of("feed", NOW, List.of(new Indicator("45.66.77.8", NOW)))
                .get(0);
        assertThat(IntelPart.read(part.toBytes())).contains(part);
    }

    @Test
    void sourcesWithoutEnd_areNotTakenIn() {
        for (int i = 0; i < LiveIntel.MOST_SOURCES; i++) {
            assertThat(live.apply(part("feed" + i, "45.66.77.8"))).isTrue();
        }
        assertThat(live.apply(part("more", "45.66.77.8"))).isFalse();
        assertThat(lookup.of(flow("45.66.77.8", "10.0.0.1"), Map.of(), NOW.toEpochMilli()))
                .hasSize(Listing.MOST);
    }

    private boolean isListed(String host) {
        return !lookup.of(flow(host, "10.0.0.1"), Map.of(), NOW.toEpochMilli()).isEmpty();
    }

    private void apply(String source, String... networks) {
        assertThat(live.apply(part(source, networks))).isTrue();
    }

    private static IntelPart part(String source, String... networks) {
        return IntelPart.of(
                        source,
                        NOW,
                        List.of(networks).stream()
                                .map(network -> new Indicator(network, null))
                                .toList())
                .get(0);
    }

    private static Flow flow(String source, String destination) {
        return new Flow("f", 0, new Host(source), 1, new Host(destination), 2, 6, 0, 0, 0, 0, 0, ConnState.SF, null);
    }
}
