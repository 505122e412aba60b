package dev.weir.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.fold.json.AsciiJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes one small JSON object. */
final class ChangeJson {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    ChangeJson() {
        try {
            json = AsciiJson.factory().createGenerator(text);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a key and its value: a text, a number, a truth value or null. */
    ChangeJson put(String key, @Nullable Object value) {
        try {
            json.writeFieldName(key);
            json.writePOJO(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String text() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
