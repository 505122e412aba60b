package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.access.Role;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.OtherInstances;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document, against the routes and their answers. */
class OpenApiTest {
    private static final ApiParts PARTS = new ApiParts(
            new FakeDetector(), Optional.empty(), Tokens.inMemory("local", "owner", Clock.systemUTC()), Audit.NONE);
    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(PARTS, ApiSettings.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void document_hasEveryRouteWithItsRolesAndNoOther() {
        List<String> told = new ArrayList<>();
        OpenApi.document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> told.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                                + " " + roles(operation.getValue()))));
        List<String> routes;
        try (EventStream events = new EventStream(Optional.empty(), new FakeDetector())) {
            routes =
                    ApiServer.routes(PARTS, FakeDetector.keptStatus(), events, new OtherInstances(Optional.empty()))
                            .stream()
                            .filter(route -> route.path().startsWith(Route.ROOT))
                            .map(route -> route.method() + " "
                                    + route.path()
                                            .substring(Route.ROOT.length())
                                            .replace('<', '{')
                                            .replace('>', '}') + " "
                                    + route.roles().stream()
                                            .map(Role::word)
                                            .sorted()
                                            .collect(Collectors.joining(",")))
                            .toList();
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(routes);
    }

    private static String roles(JsonNode operation) {
        return StreamSupport.stream(operation.path("x-roles").spliterator(), false)
                .map(JsonNode::textValue)
                .sorted()
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /health | ",
                "GET | /openapi.json | ",
                "GET | /status | ",
                "GET | /review?top=3 | ",
                "GET | /review?top=x | ",
                "GET | /checkpoints | ",
                "POST | /checkpoints | {\"name\":\"calm\"}",
                "POST | /checkpoints | {\"nome\":\"calm\"}",
                "POST | /rollback | {\"to\":\"before-tuning\"}",
                "POST | /rollback | {\"to\":\"nowhere\"}",
                "GET | /diff?from=before-tuning&to=live | ",
                "POST | /verify | {}",
                "POST | /detect | {\"ts\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"proto\":\"tcp\"}",
                "POST | /detect | {\"source_ip\":\"10.0.0.1\",\"destination_ip\":\"10.0.0.2\",\"protocol\":\"TCP\"}",
                "POST | /detect | {\"bad\":1}",
                "POST | /detect/batch | [{\"ts\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"proto\":\"tcp\"}]",
                "POST | /feedback | {\"flow_id\":\"a\",\"verdict\":\"benign\"}",
                "POST | /feedback | {\"flow_id\":\"a\",\"verdict\":\"maybe\"}",
                "GET | /alerts | ",
                "GET | /allowlist | ",
                "GET | /session | ",
                "GET | /tokens | ",
                "POST | /tokens | {\"name\":\"bob\",\"role\":\"viewer\"}",
                "DELETE | /tokens/none | "
            })
    void answer_isAsTheDocumentSays(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + Route.ROOT + path))
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));

        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());

        ApiContract.requireFits(method, path, answer.statusCode(), answer.body());
    }
}
