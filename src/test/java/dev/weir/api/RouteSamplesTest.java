package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.OtherInstances;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.flow.Label;
import dev.weir.ingest.NativeJson;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route with a good and a bad request, at a whole {@code weir up}. A route without a sample in {@code route-samples.txt} fails;
 * with which roles it may be asked, and that it may not without a token, is held by {@link RoutesTest}.
 */
@Tag("broker")
class RouteSamplesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** So many that the model believes them. */
    private static final List<String> CARELESS = List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8");

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, Sample> SAMPLES = new HashMap<>();

    @TempDir
    private static Path folder;

    private static Service service;
    private static DataDirectory directory;

    /** Paths and bodies may hold names in braces; a bad path of {@code -} says that there is nothing to get wrong. */
    private record Sample(String good, String goodBody, int status, String bad, String badBody, int badStatus) {
        static Sample of(String[] cells) {
            boolean hasBad = !cells[4].equals("-");
            return new Sample(
                    cells[1],
                    cells[2],
                    Integer.parseInt(cells[3]),
                    cells[4],
                    hasBad ? cells[5] : "",
                    hasBad ? Integer.parseInt(cells[6]) : 0);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(
                folder.resolve("playbook.yaml"),
                "rules:\n  - name: ask\n    then: deny\n    target: source\n    mode: approve\n");
        Files.writeString(
                folder.resolve("weir.yaml"),
                "topics: {partitions: 1}\nscoring: {threshold: 0.5}\nmodel: {baseline: none}\n"
                        + "processing: {commit-interval: 25ms}\nresponse: {playbook: "
                        + folder.resolve("playbook.yaml") + "}\n");
        directory = new DataDirectory(folder.resolve("weir"));
        Settings settings = SettingsFile.read(folder.resolve("weir.yaml"), Settings.defaults(directory.path()));
        service = Service.start(directory, settings, DetectorStart::start);
        readSamples();
        fill();
    }

    private static void readSamples() throws Exception {
        try (InputStream file = RouteSamplesTest.class.getResourceAsStream("route-samples.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", -1))
                    .forEach(cells -> SAMPLES.put(cells[0], Sample.of(cells)));
        }
    }

    /** Makes what the samples are about: alerts, a lesson, a checkpoint, proposals, a rule, a token. */
    private static void fill() throws Exception {
        TrafficSimulator office = new TrafficSimulator(
                new SimulationSettings(7, 60, 0.05, Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(2)));
        for (int i = 0; i < 1_500; i++) {
            service.detector().observe(NativeJson.bytes(office.next().flow(), Label.UNKNOWN));
        }
        TestBroker.await(
                "proposals",
                () -> ask("GET", "/responses", "")
                                .findValuesAsText("response_id")
                                .size()
                        > 1);
        TestBroker.await(
                "alerts", () -> ask("GET", "/alerts", "").path("alerts").size() > 1);
        List<String> alerts = ask("GET", "/alerts?order=score", "").findValuesAsText("alert_id");
        NAMES.put("alert", alerts.get(0));
        NAMES.put("other-alert", alerts.get(alerts.size() - 1));
        TestBroker.await("proposals on other alerts", () -> proposals().size() > 1);
        NAMES.put("response", proposals().get(0));
        NAMES.put("other-response", proposals().get(1));
        NAMES.put("good", teach("malicious", "benign", List.of("alice")));
        ask("POST", "/checkpoints", "{\"name\":\"sample\"}");
        JsonNode token = ask("POST", "/tokens", "{\"name\":\"bob\",\"role\":\"viewer\"}");
        NAMES.put("token", token.path("id").textValue());
        NAMES.put(
                "secret",
                ask("POST", "/tokens", "{\"name\":\"dave\",\"role\":\"viewer\"}")
                        .path("token")
                        .textValue());
        NAMES.put("until", Instant.now().plus(Duration.ofDays(1)).toString());
        NAMES.put(
                "rule",
                ask("POST", "/allowlist", named("{\"source\":\"10.9.9.9\",\"until\":\"{until}\",\"reason\":\"ours\"}"))
                        .path("id")
                        .asText());
        NAMES.put("code", service.consoleLink().replaceAll(".*code=", ""));
        NAMES.put("model", Base64.getEncoder().encodeToString(service.detector().exportModel()));
    }

    /** What is proposed about alerts that no verdict is given on here, which would refuse it. */
    private static List<String> proposals() {
        List<String> proposals = new ArrayList<>();
        for (JsonNode response : ask("GET", "/responses", "")) {
            String alert = response.path("alert_id").textValue();
            if (response.path("state").asText().equals("proposed")
                    && !alert.equals(NAMES.get("alert"))
                    && !alert.equals(NAMES.get("other-alert"))) {
                proposals.add(response.path("response_id").textValue());
            }
        }
        return proposals;
    }

    /** Lessons of some analysts on two alerts; the version that has learned them all. */
    private static String teach(String one, String other, List<String> analysts) {
        List<String> verdicts = new ArrayList<>();
        for (String analyst : analysts) {
            verdicts.add(verdict("{alert}", one, analyst));
            verdicts.add(verdict("{other-alert}", other, analyst));
        }
        long version = 0;
        for (JsonNode sent : ask("POST", "/feedback", verdicts.toString()).path("feedback")) {
            NAMES.put("feedback", sent.path("feedback_id").textValue());
            TestBroker.await(
                    "the lesson", () -> feedback().path("model_version").isNumber());
            version = Math.max(version, feedback().path("model_version").longValue());
        }
        return String.valueOf(version);
    }

    private static JsonNode feedback() {
        return ask("GET", "/feedback/{feedback}", "");
    }

    private static String verdict(String alert, String verdict, String analyst) {
        return "{\"alert_id\":\"" + alert + "\",\"verdict\":\"" + verdict + "\",\"analyst\":\"" + analyst + "\"}";
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Responses first, since lessons may refuse what is proposed. */
    static Stream<Arguments> routes() {
        ApiParts parts = new ApiParts(
                new FakeDetector(), Optional.empty(), Tokens.inMemory("local", "owner", Clock.systemUTC()), Audit.NONE);
        try (EventStream events = new EventStream(Optional.empty(), new FakeDetector())) {
            return ApiServer.routes(parts, FakeDetector.keptStatus(), events, new OtherInstances(Optional.empty()))
                    .stream()
                    .sorted(Comparator.comparing(route -> !route.path().startsWith(Route.ROOT + "/responses")))
                    .map(route -> Arguments.of(route.method() + " " + route.path(), route));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void route_withAGoodAndABadRequest_answersAndSaysWhatIsWrong(String name, Route route) throws Exception {
        Sample sample = Optional.ofNullable(SAMPLES.get(name)).orElseGet(() -> ofFile(route));
        assertThat(sample).as("a line for %s in route-samples.txt", name).isNotNull();

        if (route.path().endsWith("/bisect")) {
            NAMES.put("bad", teach("benign", "malicious", CARELESS));
        }
        if (route.path().contains("{object}")) {
            NAMES.put("object", firstShared());
        }
        if (sample.bad().equals("-")) {
            assertThat(route.body()).as("what can be wrong with %s", name).isEqualTo(Route.Body.NONE);
            assertThat(route.path()).as("what can be wrong with %s", name).doesNotContain("{", "<");
        } else {
            assertRefused(route, sample.bad(), sample.badBody(), sample.badStatus());
        }
        if (route.body() == Route.Body.JSON) {
            assertRefused(route, sample.good(), "{", 400);
            assertRefused(route, sample.good(), "[[[\"" + "x".repeat(100), 400);
            assertThat(send(route.method().name(), sample.good(), sample.goodBody(), "text/plain")
                            .statusCode())
                    .isEqualTo(415);
        }
        HttpResponse<InputStream> good =
                send(route.method().name(), sample.good(), sample.goodBody(), "application/json");
        String body = bodyOf(good);
        assertThat(good.statusCode()).as("%s: %s", name, body).isEqualTo(sample.status());
    }

    /** The id of an object of the collection. */
    private static String firstShared() throws Exception {
        String page = bodyOf(send("GET", "/taxii2/weir/collections/confirmed/objects", "", "application/json"));
        return ApiJson.read(page.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("objects")
                .path(0)
                .path("id")
                .asText();
    }

    /** Files take no input. */
    private static @Nullable Sample ofFile(Route route) {
        boolean isFile = route.roles().isEmpty()
                && !route.path().startsWith(Route.ROOT)
                && !route.path().equals("/login");
        return isFile ? new Sample(route.path(), "", 200, "-", "", 0) : null;
    }

    private static void assertRefused(Route route, String path, String body, int status) throws Exception {
        HttpResponse<InputStream> answer = send(route.method().name(), path, body, "application/json");
        String text = bodyOf(answer);
        assertThat(answer.statusCode()).as("%s with %s: %s", path, body, text).isEqualTo(status);
        assertThat(ApiJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                        .path("detail")
                        .textValue())
                .as(text)
                .isNotBlank();
    }

    /** Of events, which never end, none. */
    private static String bodyOf(HttpResponse<InputStream> answer) throws Exception {
        try (InputStream body = answer.body()) {
            boolean ends = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isEmpty();
            return ends ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
        }
    }

    private static JsonNode ask(String method, String path, String body) {
        try {
            String text = bodyOf(send(method, Route.ROOT + path, body, "application/json"));
            return ApiJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<InputStream> send(String method, String path, String body, String type)
            throws Exception {
        RunFile run = RunFile.find(directory);
        List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + run.token(), "Content-Type", type));
        if (!path.endsWith("?plain")) {
            headers.addAll(List.of("Accept", "text/event-stream, */*"));
        } else {
            headers.addAll(List.of("Accept", "text/plain"));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.apiPort() + named(path)))
                .headers(headers.toArray(String[]::new))
                .method(method, BodyPublishers.ofString(named(body)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String named(String text) {
        String whole = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            whole = whole.replace("{" + name.getKey() + "}", name.getValue());
        }
        return whole;
    }
}
