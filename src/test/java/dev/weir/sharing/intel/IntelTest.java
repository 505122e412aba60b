package dev.weir.sharing.intel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntelTest {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
    private static final WarningLists WARNINGS = WarningLists.shipped();

    @TempDir
    private Path folder;

    private final StixBundle bundles = new StixBundle("Example", Duration.ofDays(30), WARNINGS);

    @Test
    void bundle_holdsThePublishedSchemas() throws IOException {
        JsonNode bundle = bundles.of(List.of(
                of("203.0.113.9", "10.0.0.5", true, true, "beacon"),
                of("10.0.0.7", "2001:db8:1::7", true, true, null),
                of("203.0.113.10", "10.0.0.5", false, true, null)));

        assertThat(bundle.path("objects")).hasSize(1 + 2 + 2 + 1);
        for (JsonNode object : bundle.path("objects")) {
            String type = object.path("type").asText();
            if (!type.equals("identity")) {
                assertThat(schema(type).validate(object.toString(), InputFormat.JSON))
                        .isEmpty();
            }
        }
        assertThat(bundle.path("id").asText()).matches("bundle--[0-9a-f-]{14}5[0-9a-f-]{21}");
    }

    @Test
    void flippedVerdict_revokesTheSameIndicator() {
        JsonNode before = indicator(bundles.of(List.of(of("203.0.113.9", "10.0.0.5", true, true, null))));
        JsonNode after = indicator(bundles.of(List.of(of("203.0.113.9", "10.0.0.5", false, true, null))));

        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(before.has("revoked")).isFalse();
        assertThat(after.path("revoked").asBoolean()).isTrue();
        assertThat(before.path("valid_until").asText()).isEqualTo("2026-02-01T00:00:00.000Z");
    }

    @Test
    void addressMaliciousInOneAlertAndBenignInAnother_isNotRevoked() {
        JsonNode bundle = bundles.of(List.of(
                of("203.0.113.9", "10.0.0.5", true, true, null), of("203.0.113.9", "10.0.0.6", false, true, null)));

        assertThat(indicator(bundle).has("revoked")).isFalse();
    }

    @Test
    void whatIsPrivateOrPublicToAll_isNotTold() {
        JsonNode bundle = bundles.of(List.of(
                of("10.0.0.7", "192.168.1.1", true, true, null),
                of("10.0.0.7", "8.8.8.8", true, true, null),
                of("fe80::1", "ff02::1", true, true, null),
                of("h-0123456789abcdef", "printer", true, true, null)));

        assertThat(bundle.path("objects")).hasSize(1);
    }

    @Test
    void sameVerdicts_giveTheSameBundle() {
        List<Case> cases = List.of(of("203.0.113.9", "10.0.0.5", true, true, null));

        assertThat(bundles.of(cases)).isEqualTo(bundles.of(cases));
    }

    @Test
    void ownBundle_isReadBack() {
        byte[] bundle = bundles.of(List.of(
                        of("203.0.113.9", "10.0.0.5", true, true, null),
                        of("203.0.113.10", "10.0.0.5", false, true, null)))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        IndicatorReader.Read read = IndicatorReader.read(bundle, WARNINGS, NOW);

        assertThat(read.indicators()).extracting(Indicator::network).containsExactly("203.0.113.9");
        assertThat(read.leftOut()).containsEntry("revoked", 1);
        assertThat(IndicatorReader.read(bundle, WARNINGS, NOW.plus(Duration.ofDays(60)))
                        .indicators())
                .isEmpty();
    }

    @Test
    void patternOfTwoThingsAtOnce_isLeftOut() {
        String pattern = "{\"objects\":[{\"type\":\"indicator\",\"pattern_type\":\"stix\",\"pattern\":\"%s\"}]}";

        assertThat(read(pattern.formatted("[ipv4-addr:value = '203.0.113.1' OR ipv4-addr:value = '203.0.113.2']")))
                .containsExactly("203.0.113.1", "203.0.113.2");
        assertThat(read(pattern.formatted("[ipv4-addr:value ISSUBSET '198.51.100.0/24']")))
                .containsExactly("198.51.100.0/24");
        assertThat(read(pattern.formatted("[ipv4-addr:value = '203.0.113.1' AND network-traffic:dst_port = 80]")))
                .isEmpty();
        assertThat(read(pattern.formatted("[domain-name:value = 'x.example']"))).isEmpty();
    }

    @Test
    void mispAndLists_areRead() {
        assertThat(read("{\"Event\":{\"Attribute\":[{\"type\":\"ip-dst\",\"to_ids\":true,\"value\":\"203.0.113.4\"},"
                        + "{\"type\":\"ip-dst\",\"to_ids\":false,\"value\":\"203.0.113.5\"},"
                        + "{\"type\":\"ip-dst|port\",\"to_ids\":true,\"value\":\"203.0.113.6|80\"}]}}"))
                .containsExactly("203.0.113.4");
        assertThat(read("# list\n203.0.113.7 ; x\n198.51.100.0/24,bad\n\n010.0.0.1\n8.8.8.8\n8.0.0.0/8\nx.example\n"))
                .containsExactly("198.51.100.0/24", "203.0.113.7");
        assertThat(read("{no json")).isEmpty();
    }

    @Test
    void sources_areFoundByAddressAndNetwork() throws IOException {
        IntelStore store = new IntelStore(folder.resolve("intel"));
        store.put("one", List.of(new Indicator("203.0.113.9", null), new Indicator("203.0.113.8", NOW)));
        store.put("two", List.of(new Indicator("203.0.113.0/24", null), new Indicator("2001:db8::/32", null)));
        IndicatorIndex matcher = new IndicatorIndex(store.all(NOW));

        assertThat(matcher.sources("203.0.113.9", NOW)).containsExactly("one", "two");
        assertThat(matcher.sources("203.0.113.8", NOW)).containsExactly("two");
        assertThat(matcher.sources("2001:db8::5", NOW)).containsExactly("two");
        assertThat(matcher.sources("printer", NOW)).isEmpty();
    }

    @Test
    void verdictsOnSomebodysIndicator_areOpinions() throws IOException {
        String id = "indicator--12345678-1234-4234-8234-123456789abc";
        String file = "{\"objects\":[{\"type\":\"indicator\",\"id\":\"" + id
                + "\",\"pattern_type\":\"stix\",\"pattern\":\"[ipv4-addr:value ISSUBSET '203.0.113.0/24']\"}]}";
        IntelStore store = new IntelStore(folder.resolve("intel"));
        store.put(
                "partner",
                IndicatorReader.read(file.getBytes(StandardCharsets.UTF_8), WARNINGS, NOW)
                        .indicators());
        Case right = of("203.0.113.9", "10.0.0.5", true, true, null);
        Case wrong = of("10.0.0.5", "203.0.113.10", false, false, null);
        Case other = of("198.51.100.1", "10.0.0.5", true, true, null);

        assertThat(opinion(store, List.of(right, other))).isEqualTo("agree");
        assertThat(opinion(store, List.of(wrong, other))).isEqualTo("disagree");
        assertThat(opinion(store, List.of(right, wrong))).isEqualTo("neutral");
        assertThat(opinion(store, List.of(other))).isEmpty();
    }

    private String opinion(IntelStore store, List<Case> cases) throws IOException {
        for (JsonNode object :
                bundles.of(cases, Opinion.of(store.all(NOW), cases)).path("objects")) {
            if (object.path("type").asText().equals("opinion")) {
                assertThat(object.path("object_refs").get(0).asText()).startsWith("indicator--12345678");
                return object.path("opinion").asText();
            }
        }
        return "";
    }

    private static List<String> read(String file) {
        return IndicatorReader.read(file.getBytes(StandardCharsets.UTF_8), WARNINGS, NOW).indicators().stream()
                .map(Indicator::network)
                .toList();
    }

    private static JsonNode indicator(JsonNode bundle) {
        List<JsonNode> found = new ArrayList<>();
        bundle.path("objects").forEach(object -> {
            if (object.path("type").asText().equals("indicator")) {
                found.add(object);
            }
        });
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Case of(
            String from, String to, boolean isMalicious, boolean wasMalicious, @Nullable String category) {
        Instant seen = Instant.parse("2026-01-02T00:00:00Z");
        return new Case(from, to, isMalicious, wasMalicious, category, seen, seen, 3, seen.plusSeconds(60));
    }

    private static Schema schema(String type) throws IOException {
        try (InputStream in = IntelTest.class.getResourceAsStream("/schemas/stix-2.1-" + type + ".json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
