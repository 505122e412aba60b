package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Locale;

/** What the OpenAPI document says of an answer, held against the answer. */
final class ApiContract {
    private static final JsonNode DOCUMENT = OpenApi.document();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiContract() {}

    /** @param path below {@code /api/v1}, with or without a query */
    static void requireFits(String method, String path, int status, String body) throws IOException {
        JsonNode answer = answer(method, path.replaceAll("\\?.*", ""), status);
        JsonNode content = answer.path("content");
        JsonNode schema = content.path(status < 400 ? "application/json" : "application/problem+json")
                .path("schema");
        assertThat(schema.isObject())
                .as("schema of %s %s with %s", method, path, status)
                .isTrue();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));

        assertThat(SCHEMAS.getSchema(whole).validate(JSON.readTree(body)))
                .as("%s %s with %s: %s", method, path, status, body)
                .isEmpty();
    }

    private static JsonNode answer(String method, String path, int status) {
        JsonNode responses = operation(method, path).path("responses");
        JsonNode answer = responses.has(String.valueOf(status))
                ? responses.path(String.valueOf(status))
                : responses.path("default");
        return answer.has("$ref") ? DOCUMENT.at(answer.path("$ref").textValue().substring(1)) : answer;
    }

    private static JsonNode operation(String method, String path) {
        JsonNode paths = DOCUMENT.path("paths");
        JsonNode exact = paths.path(path);
        JsonNode found = exact.isObject() ? exact : paths.path(path.substring(0, path.lastIndexOf('/')) + "/{id}");
        return found.path(method.toLowerCase(Locale.ROOT));
    }
}
