package dev.weir.sharing.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaxiiCollectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 202;
    private String answer = "{\"id\":\"x\",\"status\":\"complete\",\"failure_count\":0}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/collections/c/objects/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void objects_areSentInEnvelopes_withTheLogin() throws IOException {
        push("Bearer abc").add(objects(TaxiiCollection.OBJECTS_PER_REQUEST + 1));

        assertThat(received)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one).startsWith("application/taxii+json;version=2.1 Bearer abc {"));
        assertThat(JSON.readTree(received.get(1).substring(received.get(1).indexOf('{')))
                        .path("objects"))
                .hasSize(1);
    }

    @Test
    void refusal_isToldWithWhatToDo() {
        status = 401;
        answer = "";
        assertThatThrownBy(() -> push("").add(objects(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP 401")
                .hasMessageContaining("authorization file");
        status = 202;
        answer = "{\"failure_count\":3}";
        assertThatThrownBy(() -> push("").add(objects(1))).hasMessageContaining("refused 3 objects");
        answer = "<html>";
        assertThatThrownBy(() -> push("").add(objects(1))).hasMessageContaining("does not answer as TAXII 2.1");
    }

    private TaxiiCollection push(String login) {
        return new TaxiiCollection(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/collections/c"), login);
    }

    private static List<JsonNode> objects(int count) {
        return IntStream.range(0, count)
                .<JsonNode>mapToObj(i -> JSON.createObjectNode().put("id", "identity--" + i))
                .toList();
    }
}
