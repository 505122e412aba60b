package dev.weir.response.openc2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the other side says of a command.
 *
 * @param status as in HTTP: 102 processing, 200 done, 4xx not of this kind, 5xx failed
 * @param text in words; null if it says nothing
 * @param results what came of it; null if nothing did
 */
public record OpenC2Response(
        int status, @Nullable String text, @Nullable ObjectNode results) {
    private static final int LEAST = 100;
    private static final int MOST = 599;

    /**
     * Reads a response, strictly.
     *
     * @throws OpenC2Exception if it is none
     */
    public static OpenC2Response read(byte[] json) throws OpenC2Exception {
        ObjectNode response = JsonText.object(json);
        JsonText.onlyKeys(response, Set.of("status", "status_text", "results"), "the response");
        JsonNode status = response.path("status");
        boolean isWhole = status.isNumber() && status.asDouble() == Math.rint(status.asDouble());
        if (!isWhole || status.asInt() < LEAST || status.asInt() > MOST) {
            throw new OpenC2Exception("status must be a whole number from " + LEAST + " to " + MOST);
        }
        JsonNode text = response.get("status_text");
        if (text != null && !text.isTextual()) {
            throw new OpenC2Exception("status_text must be a text");
        }
        JsonNode results = response.get("results");
        if (results != null && !results.isObject()) {
            throw new OpenC2Exception("results must be an object");
        }
        return new OpenC2Response(
                status.asInt(),
                text == null ? null : text.textValue(),
                results instanceof ObjectNode object ? object : null);
    }

    /** The number under which a packet filter keeps the rule it made. */
    public OptionalLong ruleNumber() {
        JsonNode number = results == null ? null : results.path("slpf").get("rule_number");
        return number != null && number.isIntegralNumber() ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }
}
