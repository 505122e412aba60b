package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.weir.flow.Listing;
import dev.weir.flow.ThreatCategory;
import dev.weir.scoring.Contribution;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.ScoredFlow;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    @Test
    void record_saysWhyInNumbersThatAddUp() throws IOException {
        Flow flow = new Flow("f", 0, new Host("a"), 1, new Host("b"), 2, 6, 0, 0, 0, 0, 0, ConnState.SF, null);
        ScoreExplanation explanation = new ScoreExplanation(
                1.3, 0.1, List.of(new Contribution("flow.state=7", 1.7), new Contribution("a & b", -0.2)), -0.3, 0.6);
        Alert alert = new Alert(
                new FlowId("first"),
                new ScoredFlow(new FlowId("f"), flow, 5, 0.7858, 3),
                Severity.MEDIUM,
                explanation,
                Optional.of(new ThreatCategory("scan", 0.75)),
                new Threat(ThreatKind.PORT_SCAN, "212 further ports"),
                AlertRule.THRESHOLD,
                0.5,
                new Alert.Story("tcp/2", 4, 0, 0, 1));

        FeatureVector features = new FeatureVector(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

        features.setListings(List.of(new Listing("feed", 12, 2)));

        byte[] record = AlertJson.write(alert, features);
        JsonNode json = new ObjectMapper().readTree(record);
        FeatureVector again = new FeatureVector(features.schema());
        Objects.requireNonNull(FeatureNumbers.read(record)).putInto(again);
        assertThat(again.listings()).isEqualTo(features.listings());

        assertThat(json.get("alert_id").textValue()).isEqualTo("first");
        double sum = json.get("base").doubleValue() + json.get("rest").doubleValue();
        for (JsonNode reason : json.get("reasons")) {
            assertThat(reason.get("feature").textValue()).isNotEmpty();
            sum += reason.get("logit").doubleValue();
        }
        assertThat(json.get("probability").doubleValue()).isEqualTo(0.6);
        assertThat(json.get("category").textValue()).isEqualTo("scan");
        assertThat(json.get("category_probability").doubleValue()).isEqualTo(0.75);
        assertThat(json.get("threat").textValue()).isEqualTo("port-scan");
        assertThat(json.get("technique").textValue()).isEqualTo("T1046");
        assertThat(json.get("evidence").textValue()).isEqualTo("212 further ports");
        assertThat(json.get("reasons")).hasSize(2);
        assertThat(sum).isCloseTo(json.get("logit").doubleValue(), within(1e-12));
    }
}
