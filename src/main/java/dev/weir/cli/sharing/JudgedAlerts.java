package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiClient;
import dev.weir.cli.command.Text;
import dev.weir.sharing.intel.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks the running detector for its alerts, page by page. */
final class JudgedAlerts {
    private static final int PAGE = 200;

    private final ApiClient api;

    JudgedAlerts(ApiClient api) {
        this.api = api;
    }

    /** All alerts of a state: {@code open}, {@code malicious} or {@code benign}. */
    void each(String state, Consumer<JsonNode> alerts) {
        String cursor = "";
        do {
            String after = cursor.isEmpty() ? "" : "&cursor=" + Text.inUrl(cursor);
            JsonNode page = api.ask("GET", "/alerts?limit=" + PAGE + "&state=" + state + after, null);
            page.path("alerts").forEach(alerts);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
    }

    /** Those with a verdict, and what was said of them before. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String state : List.of("malicious", "benign")) {
            each(state, alert -> {
                JsonNode verdicts = api.ask(
                                "GET",
                                "/alerts/" + Text.inUrl(alert.path("alert_id").asText()),
                                null)
                        .path("verdicts");
                boolean wasMalicious = false;
                for (JsonNode verdict : verdicts) {
                    wasMalicious |= verdict.path("verdict").asText().equals("malicious");
                }
                Instant last = instant(alert, "last_seen");
                String category = alert.path("category").asText("");
                cases.add(new Case(
                        alert.path("src_ip").asText(),
                        alert.path("dst_ip").asText(),
                        state.equals("malicious"),
                        wasMalicious,
                        category.isEmpty() || category.equals("null") ? null : category,
                        instant(alert, "first_seen"),
                        last,
                        alert.path("count").asLong(1),
                        verdicts.isEmpty() ? last : instant(verdicts.get(0), "at")));
            });
        }
        return cases;
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }
}
