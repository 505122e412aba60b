package dev.weir.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ApiServer;
import dev.weir.api.ApiSettings;
import dev.weir.api.FakeDetector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final String TOKEN = "t0ken";

    private final FakeDetector detector = new FakeDetector();
    private final ApiServer server = ApiServer.start(detector, ApiSettings.ofPort(0), TOKEN);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void status_afterANewModelEvent_isANewOne() throws Exception {
        status("Bearer " + TOKEN);
        detector.state = "REBALANCING";
        detector.folded = 302;

        assertThat(status("Bearer " + TOKEN).body()).contains("\"state\":\"REBALANCING\"");
    }

    @Test
    void status_shownAgain_isNotShownToOthers_andHasTheSameHeaders() throws Exception {
        HttpResponse<String> first = status("Bearer " + TOKEN);
        HttpResponse<String> again = status("Bearer " + TOKEN);
        HttpResponse<String> toNobody = status("Bearer x");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().map().keySet())
                .isEqualTo(first.headers().map().keySet());
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(toNobody.statusCode()).isEqualTo(401);
    }

    @Test
    void request_withACookieThatIsNone_isAnsweredAsWithoutOne() throws Exception {
        HttpRequest request =
                request().header("Cookie", "=;;\"=\\ ,weir-session").build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> status(String authorization) throws Exception {
        return http.send(
                request().header("Authorization", authorization).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/status"));
    }
}
