package dev.weir.sharing.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/** Objects of JSON in which what is not known is left out. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static void put(ObjectNode out, String name, Optional<String> text) {
        text.ifPresent(value -> out.put(name, value));
    }

    static void put(ObjectNode out, String name, OptionalLong number) {
        number.ifPresent(value -> out.put(name, value));
    }

    /** Sets an object unless it is empty. */
    static void set(ObjectNode out, String name, ObjectNode part) {
        if (!part.isEmpty()) {
            out.set(name, part);
        }
    }

    static byte[] bytes(ObjectNode out) {
        try {
            return MAPPER.writeValueAsBytes(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot happen: writing to memory failed", e);
        }
    }
}
