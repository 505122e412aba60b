package dev.weir.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainHttpTest {
    private HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(PlainHttp.noTls()).build();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void plainRequests_areSent() throws Exception {
        assertThat(ask("http").statusCode()).isEqualTo(204);
    }

    @Test
    void requestsOverTls_areRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> ask("https")).hasStackTraceContaining("no TLS here");
    }

    private HttpResponse<Void> ask(String scheme) throws IOException, InterruptedException {
        URI address = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    }
}
