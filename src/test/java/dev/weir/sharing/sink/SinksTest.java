package dev.weir.sharing.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {
    /** An answer of a server: status and body. */
    private record Answer(int status, String body) {}

    private final List<String> bodies = new ArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void fullFile_isNumberedAndTheLastGoes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alerts.json");
        try (FileSink sink = new FileSink(file, 25, 2)) {
            for (int i = 0; i < 5; i++) {
                sink.deliver(messages("{\"number\":" + i + "}", "{\"n\":1}"));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("alerts.json", "alerts.json.1", "alerts.json.2");
        }
        assertThat(Files.readAllLines(file)).containsExactly("{\"number\":4}", "{\"n\":1}");
        assertThat(Files.readAllLines(folder.resolve("alerts.json.2"))).contains("{\"number\":2}");
    }

    @Test
    void halfALine_isEndedBeforeTheNext(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alerts.json");
        Files.writeString(file, "{\"half\":");
        try (FileSink sink = new FileSink(file, 1_000, 2)) {
            sink.deliver(messages("{}"));
        }
        assertThat(Files.readAllLines(file)).containsExactly("{\"half\":", "{}");
    }

    @Test
    void bulk_namesEachByItsId() throws IOException {
        HttpSink sink = sink(HttpKind.BULK, body -> new Answer(200, "{\"errors\":false,\"items\":[]}"));

        assertThat(sink.deliver(messages("{\"a\":1}"))).isZero();
        assertThat(bodies).containsExactly("{\"index\":{\"_index\":\"weir\",\"_id\":\"id \\\"0\"}}\n{\"a\":1}\n");
    }

    @Test
    void bulkItems_areRefusedOrTriedAgain() throws IOException {
        String refused = "{\"errors\":true,\"items\":[{\"index\":{\"status\":400}},{\"index\":{\"status\":201}}]}";
        assertThat(sink(HttpKind.BULK, body -> new Answer(200, refused)).deliver(messages("{}", "{}")))
                .isEqualTo(1);
        stop();
        String busy = "{\"errors\":true,\"items\":[{\"index\":{\"status\":429}}]}";
        HttpSink full = sink(HttpKind.BULK, body -> new Answer(200, busy));
        assertThatThrownBy(() -> full.deliver(messages("{}"))).hasMessageContaining("429");
    }

    @Test
    void hec_wrapsEvents() throws IOException {
        HttpSink sink = sink(HttpKind.HEC, body -> new Answer(200, "{\"code\":0}"));
        sink.deliver(messages("{\"a\":1}"));

        assertThat(bodies.get(0))
                .isEqualTo("{\"time\":1.5,\"source\":\"weir\",\"sourcetype\":\"weir:alert\",\"event\":{\"a\":1}}\n");
    }

    @Test
    void oneBadMessage_doesNotKeepTheOthersBack() throws IOException {
        HttpSink sink = sink(HttpKind.LINES, body -> new Answer(body.contains("bad") ? 400 : 200, ""));

        assertThat(sink.deliver(messages("{\"a\":1}", "bad", "{\"a\":2}"))).isEqualTo(1);
        assertThat(bodies).contains("{\"a\":1}\n", "{\"a\":2}\n");
    }

    @Test
    void serverThatFailsOrRefusesTheLogin_isTriedAgain() throws IOException {
        for (int status : new int[] {500, 503, 429, 401, 404, 302}) {
            HttpSink sink = sink(HttpKind.LINES, body -> new Answer(status, ""));
            assertThatThrownBy(() -> sink.deliver(messages("{}"))).isInstanceOf(IOException.class);
            stop();
        }
    }

    private HttpSink sink(HttpKind kind, Function<String, Answer> answers) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = started;
        started.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            Answer answer = answers.apply(body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        started.start();
        URI uri = URI.create("http://127.0.0.1:" + started.getAddress().getPort() + "/x");
        return new HttpSink(uri, kind, true, "weir", "Splunk token");
    }

    private static List<Message> messages(String... bodies) {
        List<Message> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(new Message(
                    "id \"" + messages.size(),
                    false,
                    Instant.ofEpochMilli(1500),
                    body.getBytes(StandardCharsets.UTF_8)));
        }
        return messages;
    }
}
