package dev.weir.response.executor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.response.Action;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdSecExecutorTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final ResponseStep ONE = Steps.approved("r1", Action.DENY, "10.0.0.5", NOW, Duration.ofHours(1));
    private static final ResponseStep OTHER =
            Steps.approved("r2", Action.CONTAIN, "2001:db8::1", NOW, Duration.ofMinutes(5));

    private final Lapi lapi = new Lapi();
    private HttpServer server;
    private CrowdSecExecutor executor;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1", lapi::answer);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        executor = new CrowdSecExecutor(uri, "weir", "secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void hostsInForce_areBanned_once_forAsLongAsIsLeft() {
        assertThat(executor.reconcile(List.of(ONE, OTHER), NOW.plusSeconds(60)))
                .containsEntry("r1", Outcome.DONE)
                .containsEntry("r2", Outcome.DONE);
        executor.reconcile(List.of(ONE, OTHER), NOW.plusSeconds(62));

        assertThat(lapi.bans()).containsExactly("10.0.0.5 3540s", "2001:db8::1 240s");
    }

    @Test
    void whatIsOver_isLifted_andTheDecisionsOfOthersStay() {
        lapi.decide("cscli", "192.0.2.7", "4h");
        executor.reconcile(List.of(ONE, OTHER), NOW);
        executor.reconcile(List.of(OTHER), NOW);

        assertThat(lapi.bans()).containsExactly("192.0.2.7 4h", "2001:db8::1 300s");
    }

    @Test
    void orphansAndDoubles_ofAProcessThatWasKilled_areMended() {
        lapi.decide(CrowdSecExecutor.ORIGIN, "10.0.0.99", "1h");
        lapi.decide(CrowdSecExecutor.ORIGIN, "10.0.0.5", "59m");
        lapi.decide(CrowdSecExecutor.ORIGIN, "10.0.0.5", "58m");
        executor.reconcile(List.of(ONE), NOW);

        assertThat(lapi.bans()).containsExactly("10.0.0.5 59m");
    }

    @Test
    void tokenThatIsTooOld_isRenewed() {
        executor.reconcile(List.of(ONE), NOW);
        lapi.token = "another";

        assertThat(executor.reconcile(List.of(), NOW)).isEmpty();
        assertThat(lapi.bans()).isEmpty();
    }

    @Test
    void lapiThatRefuses_isTriedAgain_andSaidWhy() {
        lapi.password = "changed";
        Outcome outcome = requireNonNull(executor.reconcile(List.of(ONE), NOW).get("r1"));

        assertThat(outcome.isFinal()).isFalse();
        assertThat(outcome.failure()).endsWith("/v1 answers with HTTP status 403");
        lapi.password = "secret";
        assertThat(executor.reconcile(List.of(ONE), NOW)).containsEntry("r1", Outcome.DONE);
    }

    /** What CrowdSec documents of its local API, as far as it is used. */
    private static final class Lapi {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final Map<Long, ObjectNode> decisions = new TreeMap<>();
        private String password = "secret";
        private String token = "first";
        private long nextId = 1;

        void decide(String origin, String address, String duration) {
            decisions.put(
                    nextId,
                    JSON.createObjectNode()
                            .put("id", nextId++)
                            .put("origin", origin)
                            .put("value", address)
                            .put("duration", duration));
        }

        List<String> bans() {
            return decisions.values().stream()
                    .map(decision -> decision.path("value").asText() + " "
                            + decision.path("duration").asText())
                    .sorted()
                    .toList();
        }

        void answer(HttpExchange exchange) throws IOException {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/v1/watchers/login")) {
                boolean isRight = body.path("machine_id").asText().equals("weir")
                        && body.path("password").asText().equals(password);
                reply(exchange, isRight ? 200 : 403, JSON.createObjectNode().put("token", token));
            } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 401, JSON.createObjectNode());
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                decisions.remove(Long.valueOf(path.substring(path.lastIndexOf('/') + 1)));
                reply(exchange, 200, JSON.createObjectNode().put("nbDeleted", "1"));
            } else if (exchange.getRequestMethod().equals("POST")) {
                body.forEach(alert -> alert.path("decisions")
                        .forEach(decision -> decide(
                                decision.path("origin").asText(),
                                decision.path("value").asText(),
                                decision.path("duration").asText())));
                reply(exchange, 201, JSON.createArrayNode());
            } else {
                ArrayNode alerts = JSON.createArrayNode();
                decisions
                        .values()
                        .forEach(decision ->
                                alerts.addObject().putArray("decisions").add(decision));
                reply(exchange, 200, alerts);
            }
        }

        private static void reply(HttpExchange exchange, int status, JsonNode body) throws IOException {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
