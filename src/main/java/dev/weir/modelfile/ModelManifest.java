package dev.weir.modelfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.fold.json.AsciiJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a model file. No time is in it: the same training gives the same file.
 *
 * @param origin where the model comes from, in words; up to {@value #MAX_ORIGIN} characters
 * @param learner version of the learner that can go on with it
 * @param schema fingerprint of the feature columns it was trained on
 * @param encoding fingerprint of what its weights mean
 * @param lessons lessons in it
 * @param bytes length of the model, which follows this line
 * @param digest SHA-256 of the model, 64 hexadecimal digits; the model digest that {@code weir status} shows
 */
public record ModelManifest(
        String origin, int learner, String schema, String encoding, long lessons, int bytes, String digest) {
    /** Version of the file's form. */
    public static final int FORM_VERSION = 1;

    static final int MAX_ORIGIN = 1_000;

    private static final String FORM = "weir_model";
    private static final JsonFactory JSON = AsciiJson.factory();

    /** The line, without its end. */
    byte[] toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField(FORM, FORM_VERSION);
            json.writeStringField("origin", origin);
            json.writeNumberField("learner", learner);
            json.writeStringField("schema", schema);
            json.writeStringField("encoding", encoding);
            json.writeNumberField("lessons", lessons);
            json.writeNumberField("bytes", bytes);
            json.writeStringField("sha256", digest);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** @throws ModelFileException if the line is no manifest of this form */
    static ModelManifest ofJson(byte[] line) {
        Fields fields = new Fields();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notAManifest(null);
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                fields.take(field, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw notAManifest(null);
            }
        } catch (IOException e) {
            throw notAManifest(e);
        }
        return fields.toManifest();
    }

    private static ModelFileException notAManifest(@Nullable IOException cause) {
        String message = "its first line is not that of a model file: it is something else, or damaged";
        return cause == null ? new ModelFileException(message) : new ModelFileException(message, cause);
    }

    private static final class Fields {
        private int form = -1;
        private String origin = "";
        private int learner = -1;
        private String schema = "";
        private String encoding = "";
        private long lessons = -1;
        private int bytes = -1;
        private String digest = "";

        void take(String field, JsonParser json) throws IOException {
            switch (field) {
                case FORM -> takeForm(json.getIntValue());
                case "origin" -> origin = json.getText();
                case "learner" -> learner = json.getIntValue();
                case "schema" -> schema = json.getText();
                case "encoding" -> encoding = json.getText();
                case "lessons" -> lessons = json.getLongValue();
                case "bytes" -> bytes = json.getIntValue();
                case "sha256" -> digest = json.getText();
                default -> json.skipChildren();
            }
        }

        /** At once, since nothing can be said about what a later form has after it. */
        private void takeForm(int version) {
            form = version;
            if (version != FORM_VERSION) {
                throw new ModelFileException("it is of version " + version + ", this Weir reads version " + FORM_VERSION
                        + ": use the Weir that wrote it, or train it anew");
            }
        }

        ModelManifest toManifest() {
            if (form < 0 || learner < 0 || lessons < 0 || bytes < 0 || origin.length() > MAX_ORIGIN) {
                throw notAManifest(null);
            }
            return new ModelManifest(origin, learner, schema, encoding, lessons, bytes, digest);
        }
    }
}
