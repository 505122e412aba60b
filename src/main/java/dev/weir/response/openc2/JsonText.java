package dev.weir.response.openc2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Printable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads and writes JSON objects: one, with each key once, and nothing after it. */
final class JsonText {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static ObjectNode object(byte[] json) throws OpenC2Exception {
        try {
            JsonNode node = STRICT.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new OpenC2Exception("is no JSON, or has a key twice", e);
        }
        throw new OpenC2Exception("must be a JSON object");
    }

    static byte[] bytes(ObjectMapper mapper, ObjectNode node) {
        try {
            return mapper.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot happen: writing to memory failed", e);
        }
    }

    static void onlyKeys(ObjectNode node, Set<String> known, String where) throws OpenC2Exception {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new OpenC2Exception(where + " has the unknown " + shown(entry.getKey()));
            }
        }
    }

    static String shown(String text) {
        return Printable.escape(text, 80);
    }
}
