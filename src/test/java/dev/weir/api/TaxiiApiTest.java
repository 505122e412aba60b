package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.access.Tokens;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import dev.weir.desk.DeskFeed;
import dev.weir.desk.DeskTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client of TAXII 2.1 finds the collection, pages through it, and learns of a verdict that flipped. */
@Tag("broker")
class TaxiiApiTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TAXII = "application/taxii+json;version=2.1";

    @TempDir
    private Path folder;

    private static int test;

    private DeskTopics topics;
    private DeskFeed feed;
    private ApiServer server;

    @BeforeEach
    void start() {
        test++;
        topics = new DeskTopics(
                "alerts" + test, "feedback" + test, "log" + test, "dead" + test, "allow" + test, "audit" + test);
        topics.all().forEach(topic -> BROKER.createTopic(topic, 1));
        feed = DeskFeed.start(
                topics,
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                folder.resolve("desk.sqlite"),
                Duration.ofDays(30),
                Clock.systemUTC());
        Tokens tokens = Tokens.inMemory("local", "owner", Clock.systemUTC());
        server = ApiServer.start(
                new ApiParts(new FakeDetector(), Optional.of(feed), tokens, Audit.NONE, "Example SOC"),
                ApiSettings.defaults());
        TestBroker.await("the desk", () -> feed.desk().isPresent());
    }

    @AfterEach
    void stop() {
        server.close();
        feed.close();
    }

    @Test
    @EffectOf("output.organisation")
    void client_findsTheCollection_pagesThroughIt_andLearnsOfAFlip() throws Exception {
        for (int i = 0; i < 5; i++) {
            produce(topics.alerts(), alert("a" + i, "185.220.101." + (i + 1)));
            produce(topics.feedback(), "{\"alert_id\":\"a" + i + "\",\"verdict\":\"malicious\",\"analyst\":\"alice\"}");
        }
        assertThat(json("/taxii2/").path("title").asText()).startsWith("Example SOC");
        String root = json("/taxii2/").path("api_roots").get(0).asText();
        assertThat(json(root).path("versions").get(0).asText()).isEqualTo(TAXII);
        JsonNode collection = json(root + "collections/").path("collections").get(0);
        assertThat(collection.path("can_write").asBoolean()).isFalse();
        String objects = root + "collections/" + collection.path("id").asText() + "/objects/";
        TestBroker.await("all are there", () -> types(objects).size() == 11);

        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(objects + "?limit=4" + (next.isEmpty() ? "" : "&next=" + next));
            page.path("objects").forEach(object -> paged.add(object.path("id").asText()));
            next = page.path("more").asBoolean() ? page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(paged).hasSize(11).doesNotHaveDuplicates();
        assertThat(json(objects + "?match%5Btype%5D=sighting").path("objects")).hasSize(5);
        assertThat(json(objects.replace("objects", "manifest") + "?limit=3").path("objects"))
                .hasSize(3);
        assertThat(json(objects + paged.get(1) + "/versions/").path("versions")).hasSize(1);

        HttpResponse<String> all = send(objects, TAXII);
        String last = all.headers().firstValue("X-TAXII-Date-Added-Last").orElseThrow();
        assertThat(json(objects + "?added_after=" + last)).isEmpty();
        produce(topics.feedback(), "{\"alert_id\":\"a2\",\"verdict\":\"benign\",\"analyst\":\"alice\"}");
        TestBroker.await(
                "the flip", () -> types(objects + "?added_after=" + last).contains("indicator"));
        JsonNode flipped =
                json(objects + "?added_after=" + last).path("objects").get(0);
        assertThat(flipped.path("revoked").asBoolean()).isTrue();
        assertThat(flipped.path("pattern").asText()).contains("185.220.101.3");
    }

    @Test
    void answers_areInTheLanguageOfTaxii_orNone() throws Exception {
        assertThat(send("/taxii2/", TAXII).headers().firstValue("Content-Type").orElse(""))
                .startsWith(TAXII);
        assertThat(send("/taxii2/", "application/json").statusCode()).isEqualTo(406);
        assertThat(send("/taxii2/weir/collections/other/", TAXII).statusCode()).isEqualTo(404);
        for (String wrong : List.of("limit=0", "limit=x", "added_after=yesterday")) {
            assertThat(send("/taxii2/weir/collections/confirmed/objects/?" + wrong, TAXII)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private List<String> types(String path) {
        try {
            List<String> types = new ArrayList<>();
            json(path)
                    .path("objects")
                    .forEach(object -> types.add(object.path("type").asText()));
            return types;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = send(path, TAXII);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer local")
                .header("Accept", accept)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void produce(String topic, String json) {
        BROKER.produce(topic, null, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String alert(String id, String source) {
        return "{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + id + "\",\"score\":0.75,\"model_version\":3,"
                + "\"scored_at\":5,\"ts\":1,\"src_ip\":\"" + source + "\",\"dst_ip\":\"10.0.0.9\",\"proto\":\"tcp\","
                + "\"kind\":\"tcp/22\",\"count\":1,\"first_seen\":1,\"last_seen\":2,\"destinations\":1,"
                + "\"reasons\":[],\"schema\":\"s\",\"features\":\"AAAA\"}";
    }
}
