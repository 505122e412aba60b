package dev.weir.response.executor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.weir.response.Action;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookExecutorTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void webhook_isToldUntilItTakesIt_signed_underOneIdEachTime() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(503);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("X-Weir-Delivery") + " "
                    + exchange.getRequestHeaders().getFirst("X-Weir-Signature"));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            WebhookExecutor executor = new WebhookExecutor(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    "secret".getBytes(StandardCharsets.UTF_8),
                    step -> step.id().getBytes(StandardCharsets.UTF_8));
            ResponseStep approved = Steps.approved("r1", Action.NOTIFY, "10.0.0.5", NOW, HOUR);

            assertThat(requireNonNull(executor.reconcile(List.of(approved), NOW).get("r1"))
                            .isFinal())
                    .isFalse();
            status.set(204);
            assertThat(executor.reconcile(List.of(approved), NOW)).containsEntry("r1", Outcome.DONE);
            ResponseStep active = approved.to(ResponseState.ACTIVE, NOW, "webhook", "done", NOW.plus(HOUR));
            assertThat(executor.reconcile(List.of(active), NOW)).isEmpty();
            status.set(404);
            assertThat(requireNonNull(executor.reconcile(List.of(approved), NOW).get("r1"))
                            .isFinal())
                    .isTrue();
        } finally {
            server.stop(0);
        }
        assertThat(received)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one)
                        .isEqualTo("r1 t=1700000000,v1="
                                + "85b3db5113b62ab5aaaba18ad0501c5aa0332cc1ea3e28616137c797cdbaa6d5"));
    }

    @Test
    void feed_listsWhatIsInForce_andNothingElse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("blocked.txt");
        FeedExecutor executor = new FeedExecutor(file);
        ResponseStep one = Steps.approved("r1", Action.DENY, "10.0.0.5", NOW, HOUR);
        ResponseStep other = Steps.approved("r2", Action.CONTAIN, "2001:db8::1", NOW, HOUR);

        assertThat(executor.reconcile(List.of(other, one), NOW)).containsEntry("r1", Outcome.DONE);
        assertThat(Files.readAllLines(file)).containsExactly("10.0.0.5", "2001:db8::1");
        executor.reconcile(List.of(other), NOW);
        assertThat(Files.readAllLines(file)).containsExactly("2001:db8::1");
    }
}
