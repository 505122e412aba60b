package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console is made of, as a browser gets it. */
class ConsoleTest {
    private static final int MOST_BYTES = 300_000;

    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(new FakeDetector(), ApiSettings.defaults(), "secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void page_runsNoScriptButItsOwnFiles() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http://", "https://", "style=", "onclick");
    }

    @Test
    void files_areServedAndSmall() throws Exception {
        int bytes = get("/").body().length();
        for (String file : List.of(
                "style.css",
                "icon.svg",
                "api.js",
                "words.js",
                "chart.js",
                "app.js",
                "queue.js",
                "alert.js",
                "review.js",
                "model.js",
                "health.js",
                "hunt.js")) {
            HttpResponse<String> answer = get("/console/" + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.body()).as(file).doesNotContain("innerHTML", "https://", "eval(");
            bytes += answer.body().length();
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(get("/console/../access/Tokens.class").statusCode()).isEqualTo(404);
    }
}
