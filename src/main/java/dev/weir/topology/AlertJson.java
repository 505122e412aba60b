package dev.weir.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.alert.Alert;
import dev.weir.scoring.Contribution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The record of the alerts topic: the scored flow without its features, the severity, and the reasons of the score. */
final class AlertJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertJson() {}

    static byte[] write(Alert alert) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(buffer)) {
            out.writeStartObject();
            ScoredFlowJson.writeScore(out, alert.scored());
            out.writeStringField("severity", alert.severity().word());
            out.writeArrayFieldStart("reasons");
            for (Contribution reason : alert.reasons()) {
                out.writeStartObject();
                out.writeStringField("feature", reason.feature());
                out.writeNumberField("logit", reason.logit());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.toByteArray();
    }
}
