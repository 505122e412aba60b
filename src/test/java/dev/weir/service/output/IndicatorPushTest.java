package dev.weir.service.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.weir.sharing.intel.Case;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.intel.WarningLists;
import dev.weir.sharing.sink.TaxiiCollection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to somebody's collection, look by look. */
class IndicatorPushTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private HttpServer server;
    private IndicatorPush push;
    private volatile int status = 202;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/c/objects/", exchange -> {
            JsonNode envelope = JSON.readTree(exchange.getRequestBody());
            if (status == 202) {
                envelope.path("objects").forEach(received::add);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        URI collection = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/c/");
        push = new IndicatorPush(
                new IndicatorPush.Confirmed() {
                    @Override
                    public Optional<List<JsonNode>> objects() {
                        List<JsonNode> objects = new ArrayList<>();
                        new StixBundle("Example SOC", StixBundle.VALIDITY, WarningLists.shipped())
                                .of(cases)
                                .path("objects")
                                .forEach(objects::add);
                        return Optional.of(objects);
                    }

                    @Override
                    public void told() {}
                },
                new TaxiiCollection(collection, ""),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsNew_isSentOnce_andAFlipRevokesIt() throws IOException {
        cases.add(judged("45.66.77.8", true));
        push.step();
        assertThat(types()).containsExactly("identity", "indicator", "sighting");
        push.step();
        assertThat(received).hasSize(3);

        cases.set(0, judged("45.66.77.8", false));
        push.step();
        assertThat(types()).endsWith("sighting", "indicator").hasSize(4);
        assertThat(received.get(3).path("revoked").asBoolean()).isTrue();
        assertThat(received.get(3).path("id")).isEqualTo(received.get(1).path("id"));
    }

    @Test
    void verdictThatWasTakenBack_revokesToo() throws IOException {
        cases.add(judged("45.66.77.8", true));
        push.step();
        cases.clear();
        push.step();
        push.step();
        assertThat(received).hasSize(4);
        assertThat(received.get(3).path("revoked").asBoolean()).isTrue();
        assertThat(received.get(3).path("modified").asText()).isEqualTo("2026-11-01T00:00:00.000Z");
    }

    @Test
    void whatAServerDidNotTake_isSentAgain() throws IOException {
        cases.add(judged("45.66.77.8", true));
        status = 503;
        assertThatThrownBy(push::step).isInstanceOf(IOException.class).hasMessageContaining("HTTP 503");
        status = 202;
        push.step();
        assertThat(received).hasSize(3);
    }

    private List<String> types() {
        return received.stream().map(object -> object.path("type").asText()).toList();
    }

    private static Case judged(String source, boolean isMalicious) {
        return new Case(source, "10.0.0.1", isMalicious, true, null, NOW.minusSeconds(60), NOW, 3, NOW);
    }
}
