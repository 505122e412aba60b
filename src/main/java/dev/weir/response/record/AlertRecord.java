package dev.weir.response.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.alert.Severity;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.response.AlertFacts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads from a record of the alerts topic what responses need. */
public final class AlertRecord {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Whatever says what kind of threat it is, or what its flows have in common. */
    private static final List<String> CATEGORIES = List.of("category", "kind", "threat", "technique");

    private AlertRecord() {}

    /** The facts of an alert; empty if the record is none. */
    public static Optional<AlertFacts> read(byte @Nullable [] record) {
        if (record == null) {
            return Optional.empty();
        }
        try {
            JsonNode in = JSON.readTree(record);
            double score = in.path("score").asDouble(Double.NaN);
            return Optional.of(new AlertFacts(
                    new FlowId(in.path("alert_id").asText()),
                    new FlowId(in.path("flow_id").asText()),
                    new Host(in.path("src_ip").asText()),
                    new Host(in.path("dst_ip").asText()),
                    categories(in),
                    severity(in, score),
                    score,
                    in.path("threshold").asDouble(Double.NaN),
                    in.path("model_version").asLong(-1),
                    in.path("count").asLong(0)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<String> categories(JsonNode in) {
        Set<String> categories = new TreeSet<>();
        for (String key : CATEGORIES) {
            JsonNode value = in.get(key);
            if (value != null && value.isTextual()) {
                categories.add(value.textValue().toLowerCase(Locale.ROOT));
            }
        }
        return categories;
    }

    private static Severity severity(JsonNode in, double score) {
        String word = in.path("severity").asText();
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        return Severity.ofScore(score);
    }
}
