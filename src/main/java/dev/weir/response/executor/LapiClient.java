package dev.weir.response.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to CrowdSec's local API as one of its machines: logs in, and again where its token is too old. */
final class LapiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String base;
    private final String machine;
    private final String password;
    private @Nullable String token;

    /** @param base such as {@code http://127.0.0.1:8080} */
    LapiClient(URI base, String machine, String password) {
        this.base = base.toString().replaceAll("/+$", "") + "/v1";
        this.machine = machine;
        this.password = password;
    }

    /**
     * Asks the API for something.
     *
     * @param body sent as JSON; null for none
     * @return the answer
     * @throws ExecutorException if it is not done; the message says why
     */
    JsonNode ask(String method, String path, @Nullable JsonNode body) throws ExecutorException {
        if (token == null) {
            token = login();
        }
        HttpResponse<byte[]> response = send(method, path, body);
        if (response.statusCode() == UNAUTHORIZED) {
            token = login();
            response = send(method, path, body);
        }
        return read(response);
    }

    private String login() throws ExecutorException {
        token = null;
        JsonNode login = JSON.valueToTree(Map.of("machine_id", machine, "password", password));
        JsonNode answer = read(send("POST", "/watchers/login", login));
        if (!answer.path("token").isTextual()) {
            throw new ExecutorException(base + " gives no token");
        }
        return answer.path("token").textValue();
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable JsonNode body) throws ExecutorException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("User-Agent", "weir")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ExecutorException(base + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutorException("interrupted");
        }
    }

    private JsonNode read(HttpResponse<byte[]> response) throws ExecutorException {
        if (response.statusCode() / 100 != 2) {
            throw new ExecutorException(base + " answers with HTTP status " + response.statusCode());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ExecutorException(base + " answers with what is no JSON");
        }
    }
}
