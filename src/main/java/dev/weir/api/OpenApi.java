package dev.weir.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The OpenAPI document of {@code /api/v1}. It is written by hand; a test holds it against the routes and what they answer. */
final class OpenApi {
    private final byte[] json;

    OpenApi() {
        this.json = document().toString().getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode document() {
        try (InputStream file = OpenApi.class.getResourceAsStream("openapi.yaml")) {
            if (file == null) {
                throw new IllegalStateException("the file openapi.yaml is missing in this build");
            }
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void show(Context context) {
        context.contentType("application/json").result(json);
    }
}
