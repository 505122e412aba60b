package dev.weir.cli.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.EffectOf;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Indicators of others on their way into the detector, and its own on their way to others. */
@Tag("broker")
@Timeout(300)
class IntelEndToEndTest {
    private static final String LISTED = "45.66.77.8";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** The newest of each object that the server has, by id. */
    private final Map<String, JsonNode> received = new ConcurrentHashMap<>();

    private final List<String> logins = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CommandLineFixture weir;

    @BeforeEach
    void start() throws IOException {
        weir = new CommandLineFixture(folder.resolve("data"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/c/objects/", exchange -> {
            logins.add(exchange.getRequestHeaders().getFirst("Authorization"));
            JSON.readTree(exchange.getRequestBody())
                    .path("objects")
                    .forEach(object -> received.put(object.path("id").asText(), object));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @EffectOf({"output.taxii", "output.taxii-authorization-file"})
    void listedHost_isToldBesideItsAlert_andItsVerdictGoesToOthersByItself() throws Exception {
        Path flows = Files.writeString(folder.resolve("flows.csv"), flows());
        Path list = Files.writeString(folder.resolve("feed.txt"), LISTED + "\n");
        DataDirectory directory = new DataDirectory(folder.resolve("data"));
        try (Service service = Service.start(directory, settings(), DetectorStart::start)) {
            service.check();
            assertThat(weir.run("intel", "import", list.toString()))
                    .as(weir.err())
                    .isZero();
            assertThat(weir.out()).contains("feed: 1 indicator").doesNotContain("no detector");
            assertThat(weir.run("replay", flows.toString())).isZero();
            TestBroker.await("alerts", () -> weir.run("alert", "F1") == 0);
            assertThat(weir.out()).contains("listed by feed, which no verdict has judged yet");

            assertThat(weir.run("label", "F1", "malicious", "--analyst", "alice"))
                    .isZero();
            TestBroker.await("it is told to others", () -> !indicator().isMissingNode());
            assertThat(indicator().path("revoked").asBoolean()).isFalse();
            assertThat(logins).contains("Bearer abc");

            long flippedNanos = System.nanoTime();
            assertThat(weir.run("label", "F1", "benign", "--analyst", "alice")).isZero();
            TestBroker.await("it is revoked", () -> indicator().path("revoked").asBoolean());
            assertThat(System.nanoTime() - flippedNanos).isLessThan(60_000_000_000L);
        }
    }

    private JsonNode indicator() {
        return received.values().stream()
                .filter(object -> object.path("pattern").asText().contains(LISTED))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    private Settings settings() throws IOException {
        Path login = Files.writeString(folder.resolve("login"), "Bearer abc\n");
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/c/";
        Path file = Files.writeString(
                folder.resolve("weir.yaml"),
                "scoring:\n  threshold: 0.000001\noutput:\n  taxii: " + url + "\n  taxii-authorization-file: " + login
                        + "\n");
        return SettingsFile.read(file, Settings.defaults(folder.resolve("data")));
    }

    private static String flows() {
        StringBuilder flows =
                new StringBuilder("ts,id,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes\n");
        for (int i = 0; i < 4; i++) {
            flows.append(1_700_000_000 + i).append(",F").append(i).append(',').append(LISTED);
            flows.append(",4000").append(i).append(",10.0.0.5,22,tcp,0.5,100,0\n");
        }
        return flows.toString();
    }
}
