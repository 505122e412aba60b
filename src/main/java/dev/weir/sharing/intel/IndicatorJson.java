package dev.weir.sharing.intel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads indicators as Weir keeps them: {@code {"network":"203.0.113.9","stix_id":…,"valid_until":…}}. */
final class IndicatorJson {
    private static final String NETWORK = "network";
    private static final String STIX_ID = "stix_id";
    private static final String VALID_UNTIL = "valid_until";

    private IndicatorJson() {}

    static void write(List<Indicator> indicators, ArrayNode to) {
        for (Indicator indicator : indicators) {
            ObjectNode one = to.addObject().put(NETWORK, indicator.network());
            if (indicator.stixId() != null) {
                one.put(STIX_ID, indicator.stixId());
            }
            if (indicator.validUntil() != null) {
                one.put(VALID_UNTIL, indicator.validUntil().toString());
            }
        }
    }

    /** @throws DateTimeException if a time is none */
    static List<Indicator> read(JsonNode list) {
        List<Indicator> indicators = new ArrayList<>(list.size());
        for (JsonNode one : list) {
            indicators.add(new Indicator(
                    one.path(NETWORK).asText(),
                    one.has(VALID_UNTIL) ? Instant.parse(one.path(VALID_UNTIL).asText()) : null,
                    one.has(STIX_ID) ? one.path(STIX_ID).asText() : null));
        }
        return indicators;
    }
}
