package dev.weir.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A detector: {@code weir up} in a seat, on a data folder of its own. */
final class Detectors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Detectors() {}

    /**
     * One of them.
     *
     * @param seat where it runs
     * @param data its folder
     */
    record Detector(Seat seat, Path data) {
        /** The API of its present life. */
        ApiClient api() {
            JsonNode run = runFile();
            return new ApiClient(run.path("api_port").asInt(), run.path("token").asText());
        }

        /** Whether it says that it does what it is for. */
        boolean isReady() {
            try {
                int port = runFile().path("api_port").asInt();
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
                return HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException | TortureException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void awaitReady(Duration patience) {
            if (!Patience.holdsWithin(patience, this::isReady)) {
                throw new TortureException(seat.name() + " was not ready within " + patience.toSeconds()
                        + " s; its ends so far: " + seat.unaskedEnds());
            }
        }

        private JsonNode runFile() {
            try {
                return JSON.readTree(Files.readAllBytes(data.resolve("run.json")));
            } catch (IOException e) {
                throw new TortureException(seat.name() + " is not running", e);
            }
        }

        Path modelStore() {
            return data.resolve("state").resolve("model");
        }
    }

    static Detector of(String name, Path logs, Path data, Path config, String bootstrapServer) throws IOException {
        Path temporary = Files.createDirectories(
                data.resolve("tmp"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<String> arguments = List.of(
                "--config",
                config.toString(),
                "--data-dir",
                data.toString(),
                "--bootstrap-server",
                bootstrapServer,
                "up");
        return new Detector(
                new Seat(name, logs, Commands.java("512m", temporary, UpProcess.class.getName(), arguments)), data);
    }
}
