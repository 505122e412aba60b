package dev.weir.cli;

import dev.weir.api.ApiServer;
import dev.weir.api.ApiSettings;
import dev.weir.detector.RunningDetector;
import dev.weir.service.RunFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The API of a detector, as {@code weir up} serves it, and what it answers. */
public final class TestApi implements AutoCloseable {
    private final ApiServer server;
    private final String token = RunFile.newToken();
    private final HttpClient client = HttpClient.newHttpClient();

    public TestApi(RunningDetector detector) {
        this.server = ApiServer.start(detector, ApiSettings.defaults(), token);
    }

    public int port() {
        return server.port();
    }

    public String token() {
        return token;
    }

    /** Status and body, such as {@code 200 {"state":"ready","reason":null}}. */
    public String get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpResponse<String> response = client.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join();
        return response.statusCode() + " " + response.body();
    }

    @Override
    public void close() {
        server.close();
    }
}
