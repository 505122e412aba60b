package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.Alert;
import dev.weir.alert.AlertRule;
import dev.weir.alert.Severity;
import dev.weir.alert.Threat;
import dev.weir.alert.ThreatKind;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.flow.ThreatCategory;
import dev.weir.response.Action;
import dev.weir.response.AlertFacts;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import dev.weir.response.Target;
import dev.weir.response.record.AlertRecord;
import dev.weir.response.record.ResponseJson;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.ScoredFlow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The records that responses read are those that alerts and responses write. */
class AlertRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00.123456Z");

    @Test
    void alert_asItIsWritten_isReadAsResponsesAsk() {
        Flow flow = new Flow("f", 0, new Host("10.0.0.5"), 1, new Host("b"), 2, 6, 0, 0, 0, 0, 0, ConnState.SF, null);
        Alert alert = new Alert(
                new FlowId("first"),
                new ScoredFlow(new FlowId("f"), flow, 5, 0.7858, 3),
                Severity.MEDIUM,
                new ScoreExplanation(1.3, 0.1, List.of(), 1.2, 0.6),
                Optional.of(new ThreatCategory("Malware", 0.75)),
                new Threat(ThreatKind.BEACON, "every 60 s"),
                AlertRule.THRESHOLD,
                0.5,
                new Alert.Story("tcp/2", 4, 0, 0, 1));

        FeatureVector features = new FeatureVector(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

        assertThat(AlertRecord.read(AlertJson.write(alert, features)))
                .contains(new AlertFacts(
                        new FlowId("first"),
                        new FlowId("f"),
                        new Host("10.0.0.5"),
                        new Host("b"),
                        Set.of("malware", "beacon", "t1071", "tcp/2"),
                        Severity.MEDIUM,
                        0.7858,
                        0.5,
                        3,
                        4));
    }

    @Test
    void step_asItIsWritten_isReadAsItWas() {
        Target pair = new Target(new Host("10.0.0.5"), new Host("2001:db8::1"));
        ResponseStep approved = Steps.approved(
                "r-0123456789abcdef",
                Action.CONTAIN,
                pair,
                List.of("10.1.0.0/16"),
                "192.0.2.1",
                NOW,
                Duration.ofHours(2));
        ResponseStep undone = approved.toEnd(ResponseState.UNDONE, NOW, "alice", "a \"printer\"");

        assertThat(ResponseJson.read(ResponseJson.write(approved))).contains(approved);
        assertThat(ResponseJson.read(ResponseJson.write(undone))).contains(undone);
    }

    @Test
    void recordOfAnotherForm_isNone() {
        for (String text : List.of("", "[]", "{}", "{\"alert_id\":\"a\"}", "nonsense")) {
            byte[] record = text.getBytes(StandardCharsets.UTF_8);
            assertThat(AlertRecord.read(record)).isEmpty();
            assertThat(ResponseJson.read(record)).isEmpty();
        }
        assertThat(AlertRecord.read(null)).isEmpty();
        assertThat(ResponseJson.read(null)).isEmpty();
    }
}
