package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The allowlist over real HTTP; who may ask is in {@link RoutesTest}. */
class AllowRoutesTest {
    private static final String TOKEN = "secret-token";

    private final FakeDetector detector = new FakeDetector();
    private final HttpClient http = HttpClient.newHttpClient();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(detector, ApiSettings.defaults(), TOKEN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allowlist_isSeenChangedAndChecked() throws Exception {
        String until = "\"until\":\"2100-01-01T00:00:00Z\",\"reason\":\"ours\"}";
        for (String wrong : List.of(
                "{",
                "{" + until,
                "{\"source\":\"0.0.0.0/0\"," + until,
                "{\"source\":\"10.0.0.0/33\"," + until,
                "{\"source\":\"a\",\"port\":70000," + until,
                "{\"source\":\"a\",\"port\":\"x\"," + until,
                "{\"source\":\"a\",\"kind\":\"scan\"," + until,
                "{\"source\":\"a\",\"unknown\":1," + until,
                "{\"source\":\"a\",\"until\":\"tomorrow\",\"reason\":\"r\"}",
                "{\"source\":\"a\",\"until\":\"2100-01-01T00:00:00Z\"}",
                "{\"source\":\"a\",\"until\":\"2100-01-01T00:00:00Z\",\"reason\":\"\\u001b\"}")) {
            assertThat(post("/api/v1/allowlist", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(get("/api/v1/allowlist").body()).isEqualTo("[]");

        HttpResponse<String> made =
                post("/api/v1/allowlist", "{\"source\":\"10.0.0.5\",\"kind\":\"port-scan\"," + until);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"id\":\"a0\"",
                        "\"source\":\"10.0.0.5\"",
                        "\"port\":null",
                        "\"kind\":\"port-scan\"",
                        "\"flows\":3");
        assertThat(get("/api/v1/allowlist").body()).isEqualTo("[" + made.body() + "]");
        assertThat(delete("/api/v1/allowlist/a7").statusCode()).isEqualTo(404);
        assertThat(delete("/api/v1/allowlist/a0").statusCode()).isEqualTo(200);
        assertThat(delete("/api/v1/allowlist/a0").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/allowlist").body()).isEqualTo("[]");
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return http.send(request(path).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                request(path).POST(BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN);
    }
}
