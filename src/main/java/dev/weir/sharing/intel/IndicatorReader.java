package dev.weir.sharing.intel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads indicators of others: a STIX 2.x bundle, MISP events, or a list with an address or network on each line. What is no address,
 * is over, revoked, or on the warning list is left out and counted with its reason.
 */
public final class IndicatorReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LINE = 200;
    /** One comparison of an address in a STIX pattern. */
    private static final Pattern COMPARISON = Pattern.compile(
            "(?:ipv4-addr:value|ipv6-addr:value|network-traffic:(?:src|dst)_ref\\.value)\\s*(?:=|ISSUBSET)\\s*'([^'\\\\]+)'");
    /** A pattern that any one of several addresses fulfils; what needs two things at once would be too wide with one. */
    private static final Pattern ANY_OF =
            Pattern.compile("\\[\\s*" + COMPARISON.pattern() + "(?:\\s+OR\\s+" + COMPARISON.pattern() + ")*\\s*]");

    private static final Pattern STIX_ID = Pattern.compile("indicator--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final WarningLists warnings;
    private final Instant now;
    private final Map<String, Indicator> found = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    private IndicatorReader(WarningLists warnings, Instant now) {
        this.warnings = warnings;
        this.now = now;
    }

    /**
     * What a file brought.
     *
     * @param indicators each network once
     * @param leftOut how many were left out, by reason
     */
    public record Read(List<Indicator> indicators, Map<String, Integer> leftOut) {}

    /** Reads a file, of whichever kind it is. */
    public static Read read(byte[] file, WarningLists warnings, Instant now) {
        IndicatorReader reader = new IndicatorReader(warnings, now);
        reader.take(file);
        return new Read(List.copyOf(reader.found.values()), reader.leftOut);
    }

    private void take(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).strip();
        if (text.startsWith("\ufeff")) {
            text = text.substring(1).strip();
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                takeJson(JSON.readTree(text));
                return;
            } catch (IOException e) {
                leaveOut("no JSON, and no list");
                return;
            }
        }
        text.lines().forEach(this::takeLine);
    }

    private void takeJson(JsonNode tree) {
        if (tree.isArray()) {
            tree.forEach(this::takeJson);
            return;
        }
        for (JsonNode object : tree.path("objects")) {
            if (object.path("type").asText().equals("indicator")) {
                takeStix(object);
            }
        }
        takeMisp(tree.has("Event") ? tree.path("Event") : tree);
    }

    private void takeStix(JsonNode indicator) {
        String pattern = indicator.path("pattern").asText();
        boolean isStix = indicator.path("pattern_type").asText("stix").equals("stix");
        if (indicator.path("revoked").asBoolean()) {
            leaveOut("revoked");
        } else if (!isStix || !ANY_OF.matcher(pattern).matches()) {
            leaveOut("a pattern that is not about addresses alone");
        } else {
            Instant until = instant(indicator.path("valid_until"));
            Matcher comparison = COMPARISON.matcher(pattern);
            while (comparison.find()) {
                take(comparison.group(1), until, name(indicator));
            }
        }
    }

    private static @Nullable String name(JsonNode indicator) {
        String id = indicator.path("id").asText();
        return STIX_ID.matcher(id).matches() ? id : null;
    }

    private static @Nullable Instant instant(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void takeMisp(JsonNode event) {
        event.path("Attribute").forEach(this::takeAttribute);
        event.path("Object").forEach(object -> object.path("Attribute").forEach(this::takeAttribute));
    }

    private void takeAttribute(JsonNode attribute) {
        if (attribute.path("deleted").asBoolean() || !attribute.path("to_ids").asBoolean()) {
            leaveOut("not meant for detection");
            return;
        }
        switch (attribute.path("type").asText()) {
            case "ip-src", "ip-dst" -> take(attribute.path("value").asText(), null, null);
            case "ip-src|port", "ip-dst|port" ->
                leaveOut("an address with one port: the address alone would be too wide");
            default -> leaveOut("no address");
        }
    }

    private void takeLine(String line) {
        String bare = line.split("[#;]", 2)[0].strip();
        if (bare.isEmpty()) {
            return;
        }
        take(bare.length() > MOST_LINE ? "" : bare.split("[\\s,]", 2)[0], null, null);
    }

    private void take(String text, @Nullable Instant until, @Nullable String stixId) {
        Optional<IPAddress> network = Addresses.network(text);
        if (network.isEmpty()) {
            leaveOut("no address");
            return;
        }
        Indicator indicator = new Indicator(canonical(network.get()), until, stixId);
        Optional<String> warned = warnings.reason(network.get());
        if (warned.isPresent()) {
            leaveOut("on the warning list: " + warned.get());
        } else if (!indicator.isValidAt(now)) {
            leaveOut("its time is over");
        } else {
            found.put(indicator.network(), indicator);
        }
    }

    private static String canonical(IPAddress network) {
        return network.isMultiple()
                ? network.toCanonicalString()
                : network.getLower().withoutPrefixLength().toCanonicalString();
    }

    private void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }
}
