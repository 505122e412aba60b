package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.access.Role;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.Certificates;
import dev.weir.cli.settings.EffectOf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API as other machines see it: over TLS, behind a proxy, and not more often than it is good for it. */
class NetworkTest {
    private static final int RATE = 1_000;

    @TempDir
    private static Path folder;

    private static Certificates own;
    private static Certificates other;

    private final Tokens tokens = Tokens.inMemory("local", "owner", Clock.systemUTC());
    private final ApiParts parts = new ApiParts(new FakeDetector(), Optional.empty(), tokens, Audit.NONE);

    @BeforeAll
    static void makeCertificates() {
        own = Certificates.make(folder, "own");
        other = Certificates.make(folder, "other");
    }

    private static ApiSettings overTls(Path certificate, Path key) {
        return new ApiSettings(0, "127.0.0.1:0", certificate.toString(), key.toString(), RATE, "");
    }

    private static URI secure(ApiServer server, String path) {
        return URI.create("https://localhost:" + server.overTls().orElseThrow().port() + path);
    }

    private HttpResponse<String> logIn(HttpClient client, URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"local\"}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpClient trusting(Certificates certificates) {
        return HttpClient.newBuilder().sslContext(certificates.client()).build();
    }

    @Test
    @EffectOf({"api.listen", "api.certificate", "api.key"})
    void pem_servesTlsWithASecureCookie() throws Exception {
        try (ApiServer server = ApiServer.start(parts, overTls(own.certificate, own.key))) {
            HttpResponse<String> answer = logIn(trusting(own), secure(server, "/api/v1/session"));

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.sslSession()).isPresent();
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("; Secure", "HttpOnly", "SameSite=Strict");
        }
    }

    @Test
    void pkcs12_servesTls_andTheLoopbackStaysPlain() throws Exception {
        try (ApiServer server = ApiServer.start(parts, overTls(own.store, own.password))) {
            assertThat(logIn(trusting(own), secure(server, "/api/v1/session")).statusCode())
                    .isEqualTo(201);

            URI plain = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/session");
            assertThat(logIn(HttpClient.newHttpClient(), plain)
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElseThrow())
                    .doesNotContain("Secure");
        }
    }

    @Test
    void strangersCertificate_isNotTheOneOfTheSettings() {
        try (ApiServer server = ApiServer.start(parts, overTls(own.certificate, own.key))) {
            assertThatThrownBy(() -> logIn(trusting(other), secure(server, "/api/v1/session")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anotherName_isRefusedOverTls() throws Exception {
        try (ApiServer server = ApiServer.start(parts, overTls(own.certificate, own.key));
                SSLSocket socket = (SSLSocket) own.client()
                        .getSocketFactory()
                        .createSocket(
                                "127.0.0.1", server.overTls().orElseThrow().port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void listening_withoutWhatTlsTakes_isRefusedWithTheReason() {
        assertRefused(new ApiSettings(0, "0.0.0.0:0", "", "", RATE, ""), "set api.certificate and api.key too");
        assertRefused(overTls(own.certificate, other.key), "the key is not that of the first certificate");
        assertRefused(overTls(own.store, other.key), "cannot be used");
        assertRefused(overTls(own.key, own.key), "cannot be used");
        assertRefused(overTls(own.certificate, own.certificate), "openssl pkcs8");
        assertRefused(overTls(folder.resolve("none"), own.key), "cannot be read");
        assertThatThrownBy(() -> new ApiSettings(0, "8443", "", "", RATE, "")).hasMessageContaining("HOST:PORT");
    }

    private void assertRefused(ApiSettings settings, String reason) {
        assertThatThrownBy(() -> ApiServer.start(parts, settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    @EffectOf("api.proxies")
    void forwarded_isBelievedOfNamedProxiesAlone() throws Exception {
        String[] header = {"Forwarded", "for=192.0.2.7;proto=https"};
        for (String proxies : new String[] {"127.0.0.1", "192.0.2.9"}) {
            ApiSettings settings = new ApiSettings(0, "", "", "", RATE, proxies);
            try (ApiServer server = ApiServer.start(parts, settings)) {
                URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/session");

                String cookie = logIn(HttpClient.newHttpClient(), uri, header)
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow();

                assertThat(cookie.contains("; Secure")).as(proxies).isEqualTo(proxies.equals("127.0.0.1"));
            }
        }
    }

    @Test
    @EffectOf("api.requests-per-second")
    void clientThatAsksTooOften_waits_andOthersDoNot() throws Exception {
        try (ApiServer server = ApiServer.start(parts, new ApiSettings(0, "", "", "", 2, "127.0.0.1"))) {
            String alice = "Bearer " + tokens.create("alice", Role.VIEWER).secret();
            HttpResponse<String> last = status(server, "Authorization", alice);
            for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
                last = status(server, "Authorization", alice);
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
            ApiContract.requireFits("GET", "/status", 429, last.body());

            String bob = "Bearer " + tokens.create("bob", Role.VIEWER).secret();
            assertThat(status(server, "Authorization", bob).statusCode()).isEqualTo(200);
            for (int i = 0; i < 9; i++) {
                assertThat(status(server, "Authorization", "Bearer local").statusCode())
                        .isEqualTo(200);
                assertThat(status(server, "Forwarded", "for=198.51.100." + i).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    private static HttpResponse<String> status(ApiServer server, String... headers) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/status"))
                                .headers(headers)
                                .build(),
                        BodyHandlers.ofString());
    }
}
