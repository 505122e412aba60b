package dev.weir.service.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import dev.weir.sharing.output.OutputFormat;
import dev.weir.sharing.output.OutputSettings;
import dev.weir.sharing.sink.HttpKind;
import dev.weir.sharing.sink.Message;
import dev.weir.sharing.sink.Sink;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each setting of outputs changes what arrives, and where. */
@Tag("broker")
class OutputsTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicNames NAMES = new TopicNames("outs");

    @TempDir
    private Path folder;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @EffectOf({"output.format", "output.topic", "output.file", "output.http", "output.responses"})
    void alerts_arriveAtEachReceiverInTheLanguage() throws IOException {
        BROKER.createTopic(NAMES.alerts(), 1);
        BROKER.createTopic(NAMES.responses(), 1);
        BROKER.createTopic("elsewhere", 1);
        BROKER.produce(List.of(
                new ProducerRecord<>(
                        NAMES.responses(),
                        bytes("r-1"),
                        bytes("{\"response_id\":\"r-1\",\"score\":1,\"at\":\"2026-01-01T00:00:00Z\"}")),
                new ProducerRecord<>(
                        NAMES.alerts(), bytes("C1"), bytes("{\"alert_id\":\"C1\",\"score\":0.9,\"ts\":1.5}"))));
        Path file = folder.resolve("out.cef");
        OutputSettings settings = new OutputSettings(
                OutputFormat.CEF, "elsewhere", file.toString(), 1, 0, url(), HttpKind.LINES, "unused", "", false);
        try (OutputFeed feed =
                Outputs.start(settings, NAMES, kafka(), Optional.empty()).orElseThrow()) {
            TestBroker.await("the alert", () -> feed.delivered() == 1);
        }
        assertThat(Files.readString(file))
                .startsWith("CEF:0|")
                .contains("externalId=C1")
                .doesNotContain("r-1");
        assertThat(posted).singleElement().asString().contains("CEF:0|");
        assertThat(BROKER.consume("elsewhere", 1))
                .singleElement()
                .satisfies(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .startsWith("CEF:0|"));
    }

    @Test
    @EffectOf({"output.http-kind", "output.index", "output.authorization-file"})
    void bulk_goesToTheIndexWithTheLogin() throws IOException {
        Path login = folder.resolve("login");
        Files.writeString(login, "ApiKey abc\n");
        deliver(
                new OutputSettings(
                        OutputFormat.ECS, "", "", 1, 0, url(), HttpKind.BULK, "my-index", login.toString(), true),
                "{}");

        assertThat(posted).singleElement().asString().startsWith("ApiKey abc {\"index\":{\"_index\":\"my-index\"");
    }

    @Test
    @EffectOf({"output.file-size-mb", "output.files-kept"})
    void files_areAsLargeAndAsManyAsSet() throws IOException {
        Path file = folder.resolve("out");
        String large = "x".repeat(600_000);
        deliver(file(file, 1, 2), large, large, large, large);
        assertThat(folder.resolve("out.2")).exists();
        assertThat(folder.resolve("out.3")).doesNotExist();

        Path other = folder.resolve("other");
        deliver(file(other, 10, 2), large, large, large);
        assertThat(folder.resolve("other.1")).doesNotExist();
    }

    @Test
    void whatCannotBe_isRefusedAtTheStart() {
        OutputSettings ownTopic =
                new OutputSettings(OutputFormat.ECS, NAMES.alerts(), "", 1, 0, "", HttpKind.BULK, "i", "", true);
        OutputSettings textInBulk =
                new OutputSettings(OutputFormat.CEF, "", "", 1, 0, url(), HttpKind.BULK, "i", "", true);

        assertThatThrownBy(() -> Outputs.start(ownTopic, NAMES, kafka(), Optional.empty()))
                .hasMessageContaining("one of Weir's own topics");
        assertThatThrownBy(() -> Outputs.start(textInBulk, NAMES, kafka(), Optional.empty()))
                .hasMessageContaining("takes JSON alone");
        assertThat(Outputs.start(OutputSettings.defaults(), NAMES, kafka(), Optional.empty()))
                .isEmpty();
    }

    private static OutputSettings file(Path file, int megabytes, int kept) {
        return new OutputSettings(
                OutputFormat.ECS, "", file.toString(), megabytes, kept, "", HttpKind.BULK, "i", "", true);
    }

    /** Each by itself. */
    private void deliver(OutputSettings settings, String... bodies) throws IOException {
        for (Sink sink : Outputs.sinks(settings, kafka())) {
            try (sink) {
                for (String body : bodies) {
                    sink.deliver(List.of(new Message("id", false, Instant.EPOCH, bytes(body))));
                }
            }
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", BROKER.bootstrapServer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
