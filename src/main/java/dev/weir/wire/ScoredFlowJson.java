package dev.weir.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.weir.ingest.NativeJson;
import dev.weir.scoring.ScoredFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The record of the scored topic: {@code {"flow_id":…,"score":…,"model_version":…,"scored_at":…, the flow's own fields,
 * "alert":true|false}}. Whether it is part of an alert stands there because an alert of many flows has few records. What the
 * model saw of the flow is in a header, see {@link KeptFlow}.
 */
public final class ScoredFlowJson {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    // As bytes already, since they are written for each flow.
    private static final SerializedString FLOW_ID = new SerializedString("flow_id");
    private static final SerializedString SCORE = new SerializedString("score");
    private static final SerializedString MODEL_VERSION = new SerializedString("model_version");
    private static final SerializedString SCORED_AT = new SerializedString("scored_at");
    private static final SerializedString ALERT = new SerializedString("alert");

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
    /** Writes one record after the other, since making one takes as long as writing half a record; null before the first. */
    private @Nullable JsonGenerator generator;

    /** One record; what it is written with is reused, so one instance serves one thread. */
    public byte[] write(ScoredFlow scored, boolean isAlerting) {
        buffer.reset();
        try {
            JsonGenerator out = generator == null ? JSON.createGenerator(buffer) : generator;
            // One that fails in the midst of a record would go on from there.
            generator = null;
            out.writeStartObject();
            writeScore(out, scored);
            out.writeFieldName(ALERT);
            out.writeBoolean(isAlerting);
            out.writeEndObject();
            out.flush();
            generator = out;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.toByteArray();
    }

    /** The fields that a scored flow and an alert have in common. */
    static void writeScore(JsonGenerator out, ScoredFlow scored) throws IOException {
        out.writeFieldName(FLOW_ID);
        out.writeString(scored.id().value());
        out.writeFieldName(SCORE);
        out.writeNumber(scored.score());
        out.writeFieldName(MODEL_VERSION);
        out.writeNumber(scored.modelVersion());
        out.writeFieldName(SCORED_AT);
        out.writeNumber(scored.scoredAtMillis());
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
}
