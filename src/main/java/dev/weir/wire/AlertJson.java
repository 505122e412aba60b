package dev.weir.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.alert.Alert;
import dev.weir.alert.Threat;
import dev.weir.alert.ThreatKind;
import dev.weir.features.FeatureVector;
import dev.weir.ingest.NativeJson;
import dev.weir.scoring.Contribution;
import dev.weir.scoring.ScoreExplanation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The record of the alerts topic, under the alert's id: {@code "alert_id"}, the flow that raised or renewed it as it was scored,
 * {@code "severity"}, {@code "rule"} and {@code "threshold"} by which it was raised, what its flows have in common
 * ({@code "kind"}, {@code "count"}, {@code "first_seen"}, {@code "last_seen"}, {@code "destinations"}), the {@code "category"} of threat with
 * its {@code "category_probability"} once verdicts have named some, the {@code "threat"} it looks like without any ({@code unknown} where
 * none fits) with its MITRE ATT&amp;CK {@code "technique"} and the {@code "evidence"} in words, the {@code "probability"} that
 * {@linkplain ScoreExplanation verdicts} give such a score, and why it has its score: {@code "logit"} = {@code "base"} + the {@code "reasons"} + {@code "rest"}. Last come its {@code
 * "schema"} and {@code "features"}, see {@link FeatureNumbers}. The newest record of an id says all there is to say.
 */
public final class AlertJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertJson() {}

    /** @param features of the flow that raised or renewed it, so that newer models can score it too */
    public static byte[] write(Alert alert, FeatureVector features) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(buffer)) {
            out.writeStartObject();
            out.writeStringField("alert_id", alert.id().value());
            ScoredFlowJson.writeScore(out, alert.scored());
            out.writeStringField("severity", alert.severity().word());
            out.writeStringField("rule", alert.rule().word());
            out.writeNumberField("threshold", alert.threshold());
            writeStory(out, alert.story());
            if (alert.category().isPresent()) {
                out.writeStringField("category", alert.category().get().name());
                out.writeNumberField(
                        "category_probability", alert.category().get().probability());
            }
            writeThreat(out, alert.threat());
            ScoreExplanation explanation = alert.explanation();
            out.writeNumberField("probability", explanation.probability());
            out.writeNumberField("logit", explanation.logit());
            out.writeNumberField("base", explanation.base());
            out.writeArrayFieldStart("reasons");
            for (Contribution reason : explanation.reasons()) {
                out.writeStartObject();
                out.writeStringField("feature", reason.feature());
                out.writeNumberField("logit", reason.logit());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("rest", explanation.rest());
            FeatureNumbers.write(out, features);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.toByteArray();
    }

    private static void writeThreat(JsonGenerator out, Threat threat) throws IOException {
        out.writeStringField("threat", threat.kind().word());
        if (threat.kind() != ThreatKind.UNKNOWN) {
            out.writeStringField("technique", threat.kind().technique());
            out.writeStringField("technique_name", threat.kind().techniqueName());
            out.writeStringField("evidence", threat.evidence());
        }
    }

    private static void writeStory(JsonGenerator out, Alert.Story story) throws IOException {
        out.writeStringField("kind", story.kind());
        out.writeNumberField("count", story.count());
        out.writeFieldName("first_seen");
        out.writeNumber(NativeJson.seconds(story.firstSeenMicros()));
        out.writeFieldName("last_seen");
        out.writeNumber(NativeJson.seconds(story.lastSeenMicros()));
        out.writeNumberField("destinations", story.destinations());
    }
}
