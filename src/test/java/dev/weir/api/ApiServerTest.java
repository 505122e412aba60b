package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.detector.RefusedException;
import dev.weir.detector.RolledBack;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.health.Health;
import dev.weir.modelfile.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over real HTTP. */
class ApiServerTest {
    private static final String TOKEN = "secret-token";

    private final FakeDetector detector = new FakeDetector();
    private ApiServer server;
    private HttpClient http;

    @BeforeEach
    void start() {
        server = ApiServer.start(detector, ApiSettings.defaults(), TOKEN);
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoints", "rollback", "verify", "feedback", "model"})
    void post_withoutToken_isRefusedAndDoesNothing(String path) throws Exception {
        HttpResponse<String> response = http.send(
                request("/api/v1/" + path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"to\":\"a\",\"name\":\"a\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).startsWith("{\"type\":\"about:blank\",\"title\":");
        assertThat(detector.asked).isEmpty();
    }

    @Test
    void post_withAnotherToken_isRefused() throws Exception {
        HttpResponse<String> response = http.send(
                request("/api/v1/verify")
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer secret-tokens")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void post_withATypeThatAWebPageMaySend_isRefused(String type) throws Exception {
        HttpResponse<String> response = http.send(
                request("/api/v1/rollback")
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofString("{\"to\":\"a\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(detector.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]:80"})
    void request_thatNamesAnotherHost_isForbidden(String host) throws Exception {
        assertThat(raw("GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "127.0.0.1", "[::1]:9", "LOCALHOST"})
    void request_thatNamesTheLoopback_isAnswered(String host) throws Exception {
        assertThat(raw("GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void request_withoutHost_isRefused() throws Exception {
        assertThat(raw("GET /api/v1/status HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checkpoints | '' | the body is not the JSON expected here",
                "checkpoints | null | the body must be a JSON object",
                "checkpoints | {} | \"name\" is missing",
                "checkpoints | {\"name\":\" \"} | \"name\" is missing",
                "checkpoints | {\"name\":5} | a value of the wrong type at name",
                "checkpoints | {\"name\":\"a\",\"name\":\"b\"} | the body is not the JSON expected here, line 1",
                "checkpoints | {\"name\":\"a\"} {} | the body is not the JSON expected here",
                "checkpoints | {\"nam\":\"a\"} | unknown key \"nam\": known are by, name",
                "checkpoints | {\"name\":\"a\",\"by\":\"x\\u001b\"} | \"by\" must have 1 to 64 printable characters",
                "rollback | {\"to\":[1]} | a value of the wrong type at to",
                "rollback | {\"to\" | the body is not the JSON expected here, line 1",
                "model | {} | \"file\" is missing",
                "model | {\"file\":\"*\"} | \"file\" must be base64",
                "feedback | [] | the list is empty",
                "feedback | [null] | feedback 1: null is no feedback",
                "feedback | null | the body must be a JSON object or a list of them",
                "feedback | {\"flow_id\":\"C1\"} | feedback 1: verdict is missing: malicious or benign",
                "feedback | {\"verdict\":\"benign\"} | feedback 1: flow_id or alert_id is missing",
                "feedback | {\"flow_id\":\"C1\",\"verdict\":\"bad\"} | feedback 1: verdict must be malicious or benign",
                "feedback | {\"flow_id\":\"C 1\",\"verdict\":\"benign\"} | feedback 1: flow id must be 1 to 128",
                "feedback | 7 | the body is not the JSON expected here"
            })
    void post_withABodyThatIsNotUnderstood_saysWhatIsWrong(String path, String body, String error) throws Exception {
        HttpResponse<String> response = post("/api/v1/" + path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"detail\":\"" + error.replace("\"", "\\\""));
        assertThat(detector.asked).isEmpty();
        assertThat(detector.given).isEmpty();
    }

    @Test
    void post_withDeeplyNestedJson_isRefused() throws Exception {
        HttpResponse<String> response = post("/api/v1/feedback", "[".repeat(100_000));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void post_withALargeBody_isRefused() throws Exception {
        assertThat(post("/api/v1/rollback", " ".repeat(RequestBody.MAX_COMMAND_BYTES + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void post_withALargeBodyInChunks_isRefused() throws Exception {
        InputStream spaces = new ByteArrayInputStream(new byte[RequestBody.MAX_FEEDBACK_BYTES + 1]);

        HttpResponse<String> response = http.send(
                authorized("/api/v1/feedback")
                        .POST(BodyPublishers.ofInputStream(() -> spaces))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void modelOfSomeMegabytes_goesInAndComesOutAsItIs() {
        ApiClient client = new ApiClient(server.port(), TOKEN);
        byte[] model = new byte[ModelFile.MAX_BYTES];
        new Random(1).nextBytes(model);
        detector.model = model;

        assertThat(client.exportModel()).isEqualTo(model);
        assertThat(client.installModel(model, "bob").before()).isEqualTo(FakeDetector.CHECKPOINT);
        assertThat(detector.asked).containsExactly("install " + ModelFile.MAX_BYTES + " bytes by bob");
    }

    @Test
    void modelThatIsRefused_isABadRequestThatSaysWhy() throws Exception {
        HttpResponse<String> response = post("/api/v1/model", "{\"file\":\"Z29uZQ==\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"detail\":\"its first line is not that of a model file\"");
    }

    @Test
    void unknownPath_isNotFoundInJson() throws Exception {
        HttpResponse<String> response = get("/api/v1/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("{\"type\":\"about:blank\",\"title\":");
    }

    @Test
    void refusal_saysWhyWithItsStatus() throws Exception {
        assertThat(post("/api/v1/checkpoints", "{\"name\":\"taken\"}").statusCode())
                .isEqualTo(409);
        assertThat(post("/api/v1/rollback", "{\"to\":\"nowhere\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/api/v1/rollback", "{\"to\":\"gone\"}").statusCode()).isEqualTo(409);
        assertThat(post("/api/v1/rollback", "{\"to\":\"slow\"}").statusCode()).isEqualTo(504);
        assertThat(get("/api/v1/diff?from=nowhere&to=live").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/diff?from=a").body()).contains("\"detail\":\"\\\"to\\\" is missing\"");
    }

    @Test
    void failureInside_tellsNothingOfTheInside() throws Exception {
        detector.broken = true;

        HttpResponse<String> response = get("/api/v1/status");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("store").contains("log of weir up");
    }

    @ParameterizedTest
    @CsvSource({"STARTING,200,503", "READY,200,200", "DEGRADED,200,503", "DEAD,503,503"})
    void health_isToldWithItsReason(Health.State state, int healthz, int readyz) throws Exception {
        boolean ready = state == Health.State.READY;
        detector.health = new Health(state, ready ? "" : "the disk is \"full\"");
        String body = "{\"state\":\"" + state.word() + "\",\"reason\":"
                + (ready ? "null" : "\"the disk is \\\"full\\\"\"") + "}";

        assertThat(get("/healthz").statusCode()).isEqualTo(healthz);
        assertThat(get("/readyz").statusCode()).isEqualTo(readyz);
        assertThat(get("/healthz").body()).isEqualTo(body);
        assertThat(get("/readyz").body()).isEqualTo(body);
    }

    @Test
    void metrics_areInTheTextFormOfPrometheus() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(response.body()).isEqualTo("""
                        # HELP weir_flows_read_total Records taken.
                        # TYPE weir_flows_read_total counter
                        weir_flows_read_total{reason="a \\"b\\"\\n"} 100.0
                        """);
    }

    @Test
    void status_hasTheKeysOfTheContract() throws Exception {
        assertThat(get("/api/v1/status").body())
                .contains(
                        "\"flows_read\":100,",
                        "\"flows_scored\":97,",
                        "\"dead_letters\":3,",
                        "\"alerts\":7,",
                        "\"lessons\":0,",
                        "\"model_version\":301,",
                        "\"model_digest\":\"abab",
                        "\"at\":\"2026-03-01T10:00:00Z\"");
    }

    @Test
    void review_isListedInAscii_andItsNumberIsChecked() throws Exception {
        assertThat(get("/api/v1/review?top=5").body())
                .isEqualTo("[{\"flow_id\":\"F7\",\"reason\":\"novel\",\"score\":0.125,\"novelty\":0.75,"
                        + "\"at\":\"2026-03-01T10:00:00Z\",\"src_ip\":\"10.0.0.1\",\"src_port\":40000,"
                        + "\"dst_ip\":\"10.1.0.1\",\"dst_port\":null,\"proto\":\"tcp\","
                        + "\"service\":\"dns\\u001B[2J\\u202E\"}]");
        for (String wrong : List.of("1001", "x", "", "99999999999")) {
            assertThat(get("/api/v1/review?top=" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(get("/api/v1/review").statusCode()).isEqualTo(400);
    }

    @Test
    void review_whileAnotherAsks_isToldToComeAgain_andServedThen() throws Exception {
        AtomicReference<@Nullable HttpResponse<String>> asked = new AtomicReference<>();
        detector.duringReview = () -> {
            detector.duringReview = () -> {};
            asked.set(getUnchecked("/api/v1/review?top=5"));
        };

        assertThat(get("/api/v1/review?top=5").statusCode()).isEqualTo(200);

        HttpResponse<String> second = Objects.requireNonNull(asked.get());
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(second.body()).contains("\"status\":429").contains("ask again in 3 s");
        assertThat(get("/api/v1/review?top=0x").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/review?top=5").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> getUnchecked(String path) {
        try {
            return get(path);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takenPort_isNamed() {
        assertThatThrownBy(() -> ApiServer.start(detector, ApiSettings.ofPort(server.port()), TOKEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port " + server.port()
                        + " on 127.0.0.1 is taken: set api.port to another, or to 0 for a free one");
    }

    @Test
    void client_isTheSameDetector() {
        ApiClient client = new ApiClient(server.port(), TOKEN);
        Feedback feedback = new Feedback(new FlowId("C1"), Verdict.MALICIOUS, "ddos", "alice", null);

        client.give(List.of(feedback));

        assertThat(detector.given).containsExactly(feedback);
        assertThat(client.status()).isEqualTo(detector.status());
        assertThat(client.checkpoints()).isEqualTo(detector.checkpoints());
        assertThat(client.verify()).isEqualTo(detector.verify());
        assertThat(client.difference("a&b", "live")).isEqualTo(detector.difference("a&b", "live"));
        assertThat(client.takeCheckpoint("b", "bob").name()).isEqualTo("b");
        assertThat(client.rollBack("b", "bob")).isEqualTo(new RolledBack(FakeDetector.CHECKPOINT, 302));
        assertThat(client.review(9)).isEqualTo(detector.review(9));
        assertThat(detector.asked)
                .containsExactly(
                        "diff a&b live",
                        "diff a&b live",
                        "checkpoint b by bob",
                        "rollback b by bob",
                        "review 9",
                        "review 9");
    }

    @Test
    void client_passesARefusalOn() {
        ApiClient client = new ApiClient(server.port(), TOKEN);

        assertThatThrownBy(() -> client.rollBack("nowhere", "bob"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("there is no checkpoint nowhere: weir checkpoints lists them");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(authorized(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                authorized(path).POST(BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    /** What a browser may send and Java's client will not: another Host. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
