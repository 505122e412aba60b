package dev.weir.desk.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.flow.Digests;
import dev.weir.fold.json.AsciiJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One action, as its record on the topic tells it.
 *
 * @param writer the instance that wrote it; each has a chain of its own
 * @param number its place in that chain, from 1
 * @param previous SHA-256 of the bytes of the record before it in the chain; zeros for the first
 * @param at when it was done
 * @param who did it
 * @param role what they may do
 * @param action what was done, such as {@code rollback}
 * @param details to what
 */
public record AuditEntry(
        String writer,
        long number,
        String previous,
        Instant at,
        String who,
        String role,
        String action,
        JsonNode details) {
    /** What the first entry of a chain has for the one before it. */
    static final String NONE = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper(AsciiJson.factory());

    /** One line of JSON. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("writer", writer);
            out.writeNumberField("number", number);
            out.writeStringField("previous", previous);
            out.writeStringField("at", at.toString());
            out.writeStringField("who", who);
            out.writeStringField("role", role);
            out.writeStringField("action", action);
            out.writeObjectField("details", details);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} wrote; empty if it did not. */
    static Optional<AuditEntry> of(byte @Nullable [] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes == null ? new byte[0] : bytes);
            if (!json.path("writer").isTextual() || !json.path("number").isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(new AuditEntry(
                    json.path("writer").textValue(),
                    json.path("number").longValue(),
                    json.path("previous").asText(),
                    Instant.parse(json.path("at").asText()),
                    json.path("who").asText(),
                    json.path("role").asText(),
                    json.path("action").asText(),
                    json.path("details")));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The details of an entry from a map. */
    static JsonNode details(Object map) {
        return JSON.valueToTree(map);
    }

    static String hash(byte[] record) {
        return Digests.sha256Hex(record);
    }
}
