package dev.weir.response.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.response.Addresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in the table, as {@code nft -j list table} says.
 *
 * @param expiresSeconds how long each entry stays still
 * @param isWhole whether all sets and rules are there, and nothing that is not understood
 */
record NftListing(Map<NftElement, Long> expiresSeconds, boolean isWhole) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static NftListing read(String json) throws ExecutorException {
        Map<NftElement, Long> elements = new HashMap<>();
        int rules = 0;
        int sets = 0;
        boolean isUnderstood = true;
        try {
            for (JsonNode entry : JSON.readTree(json).path("nftables")) {
                rules += entry.has("rule") ? 1 : 0;
                JsonNode set = entry.has("set") ? entry.get("set") : entry.path("map");
                if (!set.isMissingNode()) {
                    sets++;
                    isUnderstood &= addElements(set, elements);
                }
            }
        } catch (JsonProcessingException e) {
            throw new ExecutorException("nft -j printed what is no JSON", e);
        }
        boolean isWhole = isUnderstood && rules == NftTable.ruleCount() && sets == NftTable.setCount();
        return new NftListing(elements, isWhole);
    }

    private static boolean addElements(JsonNode set, Map<NftElement, Long> elements) {
        String name = set.path("name").asText();
        for (JsonNode listed : set.path("elem")) {
            JsonNode element = (listed.isArray() ? listed.get(0) : listed).path("elem");
            String key = key(element.path("val"));
            if (key.isEmpty() || !element.path("expires").isNumber()) {
                return false;
            }
            String value = listed.isArray() ? canonical(listed.get(1).asText()) : "";
            elements.put(
                    new NftElement(name, key, value), element.path("expires").asLong());
        }
        return true;
    }

    /** As Weir writes it; empty if it is of a form that Weir never writes. */
    private static String key(JsonNode value) {
        if (value.isTextual()) {
            return canonical(value.asText());
        }
        if (value.has("prefix")) {
            JsonNode prefix = value.get("prefix");
            return canonical(prefix.path("addr").asText()) + "/"
                    + prefix.path("len").asInt();
        }
        if (!value.has("concat")) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : value.get("concat")) {
            parts.add(key(part));
        }
        return parts.contains("") ? "" : String.join(" . ", parts);
    }

    private static String canonical(String address) {
        return Addresses.address(address)
                .map(parsed -> parsed.toCanonicalString())
                .orElse(address);
    }
}
