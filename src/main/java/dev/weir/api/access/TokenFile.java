package dev.weir.api.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tokens in a file that only its owner can read, and which holds no token but only their SHA-256. */
final class TokenFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    /** @throws IllegalStateException if it cannot be read; who may do what is then not known, so nobody may anything */
    List<Token> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            List<Token> tokens = new ArrayList<>();
            for (JsonNode node : JSON.readTree(Files.readAllBytes(file))) {
                tokens.add(token(node));
            }
            return tokens;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " cannot be read (" + e.getMessage() + "): restore it, or delete it and make new tokens", e);
        }
    }

    private static Token token(JsonNode node) {
        String expires = node.path("expires_at").asText("");
        return new Token(
                node.path("id").asText(),
                node.path("name").asText(),
                Role.ofWord(node.path("role").asText())
                        .orElseThrow(() -> new IllegalArgumentException("a role that is not known")),
                node.path("sha256").asText(),
                Instant.parse(node.path("created_at").asText()),
                expires.isEmpty() ? null : Instant.parse(expires),
                node.path("session").asBoolean());
    }

    /** Whole or not at all. */
    void write(Collection<Token> tokens) {
        try {
            AtomicFile.writePrivate(file, json(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: check rights and free space", e);
        }
    }

    private static String json(Collection<Token> tokens) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.useDefaultPrettyPrinter();
            out.writeStartArray();
            for (Token token : tokens) {
                out.writeStartObject();
                out.writeStringField("id", token.id());
                out.writeStringField("name", token.name());
                out.writeStringField("role", token.role().word());
                out.writeStringField("sha256", token.sha256());
                out.writeStringField("created_at", token.createdAt().toString());
                if (token.expiresAt() != null) {
                    out.writeStringField("expires_at", token.expiresAt().toString());
                }
                out.writeBooleanField("session", token.session());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return text.toString();
    }
}
