package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold of anything that Weir gives out, whatever it was given. */
public final class Fuzzed {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String DECEPTIVE = "\u2028\u2029\u202d\u202e";

    private Fuzzed() {}

    /** A message may stand in a log or on a terminal as it is: short, and nothing but visible characters and spaces. */
    public static void requirePrintable(String message, int maxLength) {
        if (message.isEmpty() || message.length() > maxLength) {
            throw new AssertionError("a message of " + message.length() + " characters, not 1 to " + maxLength);
        }
        for (int i = 0; i < message.length(); i++) {
            if (isActed(message.charAt(i))) {
                throw new AssertionError("character " + (int) message.charAt(i) + " at " + i + " in: " + message);
            }
        }
    }

    /** Bytes that Weir writes are UTF-8, one JSON value with each key once, and no raw control character. */
    public static JsonNode requireJson(byte[] written) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(written))
                    .toString();
            if (text.chars().anyMatch(c -> Character.isISOControl(c))) {
                throw new AssertionError("a raw control character in " + text);
            }
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON in UTF-8", e);
        }
    }

    /** Text of people: any letters, and nothing that forges lines, steers a terminal or turns what follows. */
    public static void requireText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || isLone(text, i) || DECEPTIVE.indexOf(c) >= 0) {
                throw new AssertionError("character " + (int) c + " at " + i);
            }
        }
    }

    public static void requireEqual(Object actual, Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** A file with the bytes, the same one for each input of a process; for readers that want a path. */
    public static Path file(byte[] content) throws IOException {
        return Files.write(Shared.FILE, content);
    }

    private static boolean isLone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static boolean isActed(char c) {
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static final class Shared {
        private static final Path FILE = create();

        private static Path create() {
            try {
                Path file = Files.createTempFile("fuzzed", ".bin");
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
