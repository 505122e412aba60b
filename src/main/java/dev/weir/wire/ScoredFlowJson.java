package dev.weir.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.ingest.NativeJson;
import dev.weir.scoring.ScoredFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The record of the scored topic: {@code {"flow_id":…,"score":…,"model_version":…,"scored_at":…, the flow's own fields,
 * "alert":true|false,"schema":…,"features":…}}. Whether it is part of an alert stands there because an alert of many flows
 * has few records. The features are the packed vector in base64, under the schema that names its columns; these two stand
 * last, where {@link KeptFlow} looks for them.
 */
public final class ScoredFlowJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** What a verdict needs of a scored flow. */
    public record Taught(long scoredAtMillis, String schema, Packed features) {
        /** Whether the features are a vector of the schema. */
        public boolean isOf(FeatureSchema other) {
            return schema.equals(other.fingerprint()) && features.bytes().length == Float.BYTES * other.size();
        }
    }

    /** A packed feature vector. */
    public static final class Packed {
        private final byte[] bytes;

        Packed(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

    /** One record; the buffer behind it is reused, so one instance serves one thread. */
    public byte[] write(ScoredFlow scored, FeatureVector features, boolean isAlerting) {
        buffer.reset();
        try (JsonGenerator out = JSON.createGenerator(buffer)) {
            out.writeStartObject();
            writeScore(out, scored);
            out.writeBooleanField("alert", isAlerting);
            out.writeStringField("schema", features.schema().fingerprint());
            out.writeBinaryField("features", features.toBytes());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.toByteArray();
    }

    /** The fields that a scored flow and an alert have in common. */
    static void writeScore(JsonGenerator out, ScoredFlow scored) throws IOException {
        out.writeStringField("flow_id", scored.id().value());
        out.writeNumberField("score", scored.score());
        out.writeNumberField("model_version", scored.modelVersion());
        out.writeNumberField("scored_at", scored.scoredAtMillis());
        String sensorId = scored.flow().sensorId();
        if (sensorId != null && !sensorId.equals(scored.id().value())) {
            out.writeStringField("sensor_id", sensorId);
        }
        NativeJson.writeFields(out, scored.flow());
    }

    /** When a record was scored; 0, long ago, if it is no record of this form. Reads no further than there. */
    public static long scoredAtMillis(byte[] record) {
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                if (key.equals("scored_at")) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /** What a verdict needs of a record; null if it is no record of this form. */
    public static @Nullable Taught read(byte[] record) {
        long scoredAtMillis = -1;
        @Nullable String schema = null;
        byte @Nullable [] features = null;
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                switch (key) {
                    case "scored_at" -> scoredAtMillis = parser.getLongValue();
                    case "schema" -> schema = parser.getText();
                    case "features" -> features = parser.getBinaryValue();
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return schema == null || features == null ? null : new Taught(scoredAtMillis, schema, new Packed(features));
    }
}
