package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.access.Role;
import dev.weir.api.access.Tokens;
import dev.weir.broker.TestBroker;
import dev.weir.desk.DeskFeed;
import dev.weir.desk.DeskTopics;
import dev.weir.desk.audit.AuditLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, verdicts and events over real HTTP, from a real broker. */
@Tag("broker")
class DeskApiTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int test;

    @TempDir
    private Path folder;

    private final FakeDetector detector = new FakeDetector();
    private final Tokens tokens = Tokens.inMemory("local", "owner", Clock.systemUTC());
    private DeskTopics topics;
    private DeskFeed feed;
    private ApiServer server;
    private AuditLog log;

    @BeforeEach
    void start() {
        test++;
        topics = new DeskTopics(
                "alerts" + test, "feedback" + test, "log" + test, "dead" + test, "allow" + test, "audit" + test);
        topics.all().forEach(topic -> BROKER.createTopic(topic, 1));
        BROKER.createTopic("keys" + test, 1);
        feed = DeskFeed.start(
                topics,
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                folder.resolve("desk.sqlite"),
                Duration.ofDays(30),
                Clock.systemUTC());
        log = AuditLog.open(
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                topics.audit(),
                "keys" + test,
                folder.resolve("audit-head"),
                Clock.systemUTC());
        Audit audit = (caller, action, details) ->
                log.append(caller.name(), caller.role().word(), action, details);
        server = ApiServer.start(new ApiParts(detector, Optional.of(feed), tokens, audit), ApiSettings.defaults());
        TestBroker.await("the desk", () -> feed.desk().isPresent());
    }

    @AfterEach
    void stop() {
        server.close();
        feed.close();
        log.close();
    }

    private void alert(String id, String source) {
        String json = "{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + id + "\",\"score\":0.75,\"model_version\":3,"
                + "\"scored_at\":5,\"ts\":1,\"src_ip\":\"" + source + "\",\"dst_ip\":\"10.0.0.9\",\"proto\":\"tcp\","
                + "\"kind\":\"tcp/22\",\"count\":1,\"first_seen\":1,\"last_seen\":2,\"destinations\":1,"
                + "\"reasons\":[],\"schema\":\"s\",\"features\":\"AAAA\"}";
        BROKER.produce(topics.alerts(), null, json.getBytes(StandardCharsets.UTF_8));
    }

    private void verdict(String json) {
        BROKER.produce(topics.feedback(), null, json.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String secret, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "local", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ApiContract.requireFits("GET", path, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path);
    }

    private void awaitAlerts(int count) {
        TestBroker.await(
                count + " alerts", () -> feed.desk().orElseThrow().changes().last() >= count);
    }

    @Test
    void alerts_areListedFilteredAndPaged() throws Exception {
        for (int i = 0; i < 7; i++) {
            alert("a" + i, "10.0.0." + i);
        }
        awaitAlerts(7);

        JsonNode page = get("/alerts?limit=4");
        assertThat(page.path("alerts")).hasSize(4);
        assertThat(page.at("/alerts/0/score_now").doubleValue()).isEqualTo(0.25);
        assertThat(page.at("/counts/open").intValue()).isEqualTo(7);
        assertThat(page.at("/desk/state").textValue()).isEqualTo("live");
        JsonNode rest = get("/alerts?limit=4&cursor=" + page.path("next").textValue());
        assertThat(rest.path("alerts")).hasSize(3);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(get("/alerts?host=10.0.0.3").at("/alerts/0/alert_id").textValue())
                .isEqualTo("a3");
        assertThat(get("/alerts?state=malicious").path("alerts")).isEmpty();
        assertThat(get("/alerts?q=a5").path("alerts")).hasSize(1);
        assertThat(get("/kinds").get(0).textValue()).isEqualTo("tcp/22");
    }

    @Test
    void alert_isShownWholeButForItsFeatures() throws Exception {
        alert("one", "10.0.0.1");
        alert("two", "10.0.0.1");
        awaitAlerts(2);

        JsonNode shown = get("/alerts/two");

        assertThat(shown.at("/record/proto").textValue()).isEqualTo("tcp");
        assertThat(shown.at("/record").has("features")).isFalse();
        assertThat(shown.at("/earlier/0/alert_id").textValue()).isEqualTo("one");
        assertThat(send("GET", "/alerts/three", "local", null).statusCode()).isEqualTo(404);
    }

    @Test
    void assignment_isOfWhoAsks_unlessSomebodyElseOrNobodyIsNamed() throws Exception {
        alert("one", "10.0.0.1");
        alert("two", "10.0.0.2");
        awaitAlerts(2);
        String alice = tokens.create("alice", Role.ANALYST).secret();

        assertThat(send("POST", "/alerts/assign", alice, "{\"alert_ids\":[\"one\",\"two\"]}")
                        .body())
                .isEqualTo("{\"alerts\":2,\"assignee\":\"alice\"}");
        TestBroker.await("both", () -> assignees("alice") == 2);
        send("POST", "/alerts/assign", alice, "{\"alert_ids\":[\"two\"],\"assignee\":\"bob\"}");
        TestBroker.await("bob's", () -> assignees("bob") == 1);
        send("POST", "/alerts/assign", alice, "{\"alert_ids\":[\"one\"],\"assignee\":\"\"}");
        TestBroker.await("nobody's", () -> assignees("alice") == 0);

        assertThat(send("GET", "/alerts/export?format=csv&assignee=bob", "local", null)
                        .body())
                .contains("assignee", "\"bob\"")
                .hasLineCount(2);
        for (String wrong : List.of(
                "{\"alert_ids\":[]}",
                "{}",
                "{\"alert_ids\":[\"one\"],\"assignee\":\"a\\u202eb\"}",
                "{\"alert_ids\":[\"one\"],\"assignee\":\"" + "x".repeat(65) + "\"}")) {
            assertThat(send("POST", "/alerts/assign", alice, wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(get("/alerts/summary").at("/days/0/alerts/open").intValue()).isEqualTo(2);
    }

    private int assignees(String name) {
        try {
            return get("/alerts?assignee=" + name).path("alerts").size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void export_hasTheFilterAndNoFormulas() throws Exception {
        alert("one", "=1+1");
        alert("two", "10.0.0.2");
        awaitAlerts(2);

        String csv = send("GET", "/alerts/export?format=csv", "local", null).body();

        assertThat(csv)
                .startsWith("alert_id,raised_at,state,kind,")
                .contains("\"'=1+1\"")
                .hasLineCount(3);
        assertThat(send("GET", "/alerts/export?format=json&host=10.0.0.2", "local", null)
                        .body())
                .contains("\"alert_id\":\"two\"")
                .doesNotContain("\"alert_id\":\"one\"");
        assertThat(send("GET", "/alerts/export?format=xml", "local", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void preview_saysWhatAVerdictOrARollbackWouldChange() throws Exception {
        alert("one", "10.0.0.1");
        awaitAlerts(1);

        JsonNode told = JSON.readTree(
                send("POST", "/feedback/preview", "local", "{\"alert_id\":\"one\",\"verdict\":\"benign\"}")
                        .body());
        assertThat(told.path("verdict").textValue()).isEqualTo("benign");
        assertThat(told.path("alerts").intValue()).isEqualTo(1);
        assertThat(JSON.readTree(send("POST", "/rollback?preview=true", "local", "{\"to\":\"before-tuning\"}")
                                .body())
                        .path("flows_vanish")
                        .intValue())
                .isEqualTo(4);
        assertThat(send("POST", "/rollback?preview=true", "local", "{\"to\":\"nowhere\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/feedback/preview", "local", "{\"alert_id\":\"none\",\"verdict\":\"benign\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/feedback/preview", "local", "{\"alert_id\":\"one\",\"verdict\":\"maybe\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(detector.asked).isEmpty();
    }

    @Test
    void filter_thatCannotBe_isABadRequestThatSaysWhy() throws Exception {
        for (String wrong : List.of(
                "state=closed",
                "order=random",
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=zzz",
                "min_score=2",
                "min_score=x",
                "from=yesterday",
                "colour=red",
                "q=%22",
                "q=a&order=score",
                "host=" + "h".repeat(301))) {
            HttpResponse<String> answer = send("GET", "/alerts?" + wrong, "local", null);

            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).path("detail").textValue())
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @Test
    void verdict_standsUnderTheNameOfTheTokenAndItsLinkTellsWhatBecameOfIt() throws Exception {
        String secret = tokens.create("alice", Role.ANALYST).secret();

        HttpResponse<String> sent = send(
                "POST", "/feedback", secret, "{\"alert_id\":\"a\",\"verdict\":\"benign\",\"analyst\":\"mallory\"}");

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(sent.body()).at("/feedback/0/href").textValue())
                .isEqualTo("/api/v1/feedback/0-0");
        assertThat(detector.given).singleElement().satisfies(given -> {
            assertThat(given.analyst()).isEqualTo("alice");
            assertThat(given.flowId().value()).isEqualTo("a");
        });
        verdict("{\"flow_id\":\"a\",\"verdict\":\"benign\",\"analyst\":\"alice\"}");
        TestBroker.await(
                "the verdict", () -> feed.desk().orElseThrow().verdict("0-0").isPresent());
        assertThat(get("/feedback/0-0").path("state").textValue()).isEqualTo("waiting");
        assertThat(send("GET", "/feedback/9-9", "local", null).statusCode()).isEqualTo(404);
    }

    @Test
    void undo_isForTheAnalystAndOperatorsOnce() throws Exception {
        String alice = tokens.create("alice", Role.ANALYST).secret();
        String bob = tokens.create("bob", Role.ANALYST).secret();
        verdict("{\"flow_id\":\"a\",\"verdict\":\"benign\",\"analyst\":\"alice\"}");
        TestBroker.await(
                "the verdict", () -> feed.desk().orElseThrow().verdict("0-0").isPresent());

        assertThat(send("DELETE", "/feedback/0-0", bob, null).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/feedback/5-0", alice, null).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/feedback/0-0", alice, null).statusCode()).isEqualTo(202);
        assertThat(detector.asked).containsExactly("undo of a from 0");

        verdict("{\"flow_id\":\"a\",\"verdict\":\"malicious\",\"analyst\":\"alice\",\"undo\":true}");
        TestBroker.await(
                "the undo",
                () -> feed.desk().orElseThrow().verdict("0-0").orElseThrow().undone());
        assertThat(send("DELETE", "/feedback/0-0", alice, null).statusCode()).isEqualTo(409);
    }

    @Test
    void events_overTwentyKilledConnections_comeEachOnceAndInOrder() throws Exception {
        Random random = new Random(7);
        List<String> seen = new ArrayList<>();
        @Nullable String last = listen(null, 1, seen);
        int sent = 0;
        for (int kill = 0; kill < 20; kill++) {
            int alerts = 1 + random.nextInt(4);
            for (int i = 0; i < alerts; i++) {
                alert("k" + kill + "-" + i, "10.0.0.1");
            }
            sent += alerts;
            last = listen(last, 1 + random.nextInt(alerts), seen);
        }
        awaitAlerts(sent);
        long all = feed.desk().orElseThrow().changes().last();
        int missing = (int) all - (seen.size() - 1);
        if (missing > 0) {
            listen(last, missing, seen);
        }

        List<String> ids = seen.stream().filter(id -> !id.endsWith("hello")).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize((int)
                feed.desk().orElseThrow().changes().last());
        assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(number(a), number(b)));
    }

    @Test
    void events_afterAnIdOfAnotherDesk_beginWithAReset() throws Exception {
        List<String> seen = new ArrayList<>();

        listen("other-5", 0, seen);

        assertThat(seen).singleElement().satisfies(event -> assertThat(event).endsWith("reset"));
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1, id.indexOf(' ')));
    }

    /** Reads the greeting and so many events, then kills the connection; returns the id of the last. */
    private @Nullable String listen(@Nullable String lastId, int events, List<String> seen) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/events"))
                .header("Authorization", "Bearer local")
                .header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        @Nullable String last = lastId;
        String kind = "";
        String id = "";
        int read = 0;
        int wanted = lastId == null ? 1 : events + 1;
        HttpResponse<InputStream> stream = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            while (read < wanted) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended after " + read + " of " + wanted);
                }
                if (line.startsWith("event:")) {
                    kind = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.isEmpty() && !kind.isEmpty()) {
                    read++;
                    last = id;
                    if (!(kind.equals("hello") && lastId != null)) {
                        seen.add(id + " " + kind);
                    }
                    kind = "";
                }
            }
        }
        return last;
    }
}
