package dev.weir.response.executor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weir.response.Action;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import dev.weir.response.openc2.CommandReader;
import dev.weir.response.openc2.OpenC2Exception;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenC2ExecutorTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final ResponseStep DENIED =
            Steps.approved("r-0123456789abcdef", Action.DENY, "198.51.100.7", NOW, Duration.ofHours(1));

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("{\"status\":200}");
    private HttpServer server;
    private OpenC2Executor executor;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openc2", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("X-Request-ID") + " "
                    + action(exchange.getRequestBody().readAllBytes()));
            byte[] body = requireNonNull(answer.get()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        executor = new OpenC2Executor(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/openc2"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void command_isGivenUntilItIsTaken_onceThen_andTakenBackWhenItIsOver() {
        answer.set("{\"status\":503}");
        assertThat(requireNonNull(executor.reconcile(List.of(DENIED), NOW).get(DENIED.id()))
                        .isFinal())
                .isFalse();
        answer.set("{\"status\":200,\"results\":{\"slpf\":{\"rule_number\":1234}}}");
        assertThat(executor.reconcile(List.of(DENIED), NOW)).containsEntry(DENIED.id(), Outcome.DONE);
        executor.reconcile(List.of(DENIED), NOW);
        executor.reconcile(List.of(), NOW);
        executor.reconcile(List.of(), NOW);

        assertThat(received)
                .containsExactly(
                        "r-0123456789abcdef deny", "r-0123456789abcdef deny", "r-0123456789abcdef-undo delete");
    }

    @Test
    void commandWhoseTimeIsOver_isNotTakenBack() {
        executor.reconcile(List.of(DENIED), NOW);
        executor.reconcile(List.of(), NOW.plus(Duration.ofHours(1)));

        assertThat(received).containsExactly("r-0123456789abcdef deny");
    }

    @Test
    void otherSideThatCannot_isNotAskedAgain_andNonsenseIs() {
        answer.set("{\"status\":501,\"status_text\":\"Not Implemented\"}");
        Outcome never = requireNonNull(executor.reconcile(List.of(DENIED), NOW).get(DENIED.id()));
        assertThat(never.isFinal()).isTrue();
        assertThat(never.failure()).isEqualTo("127.0.0.1 answers with OpenC2 status 501, Not Implemented");
        answer.set("<html>");
        assertThat(requireNonNull(executor.reconcile(List.of(DENIED), NOW).get(DENIED.id()))
                        .isFinal())
                .isFalse();
    }

    private static String action(byte[] json) {
        try {
            return CommandReader.read(json).action();
        } catch (OpenC2Exception e) {
            return "no command: " + e.getMessage();
        }
    }
}
