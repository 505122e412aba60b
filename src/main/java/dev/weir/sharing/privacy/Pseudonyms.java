package dev.weir.sharing.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces hosts by pseudonyms: the same host has the same one as long as the key is the same. With rotation each span of time has a
 * key of its own, by the time of what is written, so that a replay gives the same pseudonyms. Thread-safe.
 */
public final class Pseudonyms {
    private static final int REMEMBERED_SPANS = 4;
    static final int MOST_SPANS = 1_000;
    private static final long NEVER = 0;
    /** What could be an address within a text. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\\.\\d{1,3}){0,3})(?![\\w:])");

    private final MasterKey master;
    private final long rotationMicros;
    private final Map<Long, SpanOfPseudonyms> spans = new LinkedHashMap<>();

    /** @param rotation how long a key is used; zero for ever */
    public Pseudonyms(MasterKey master, Duration rotation) {
        this.master = master;
        this.rotationMicros = rotation.isZero() ? NEVER : rotation.toSeconds() * 1_000_000;
    }

    /** The pseudonym of a host at a time, in microseconds since 1970-01-01T00:00Z. */
    public synchronized Host of(Host host, long micros) {
        long span = rotationMicros == NEVER ? 0 : Math.floorDiv(micros, rotationMicros);
        SpanOfPseudonyms known = spans.get(span);
        if (known == null) {
            if (spans.size() >= REMEMBERED_SPANS) {
                spans.remove(spans.keySet().iterator().next());
            }
            known = new SpanOfPseudonyms(master.ofSpan(span));
            spans.put(span, known);
        }
        return known.of(host);
    }

    /**
     * The pseudonyms that a host has had so far back: one if there is no rotation, else one of each span of time, the last {@value
     * #MOST_SPANS} at most.
     */
    public Set<Host> since(Host host, Instant now, Duration back) {
        long micros = now.toEpochMilli() * 1_000;
        long spansBack = rotationMicros == NEVER ? 0 : 1 + back.toSeconds() / (rotationMicros / 1_000_000);
        Set<Host> all = new LinkedHashSet<>();
        for (long span = 0; span <= Math.min(spansBack, MOST_SPANS - 1); span++) {
            all.add(of(host, micros - span * rotationMicros));
        }
        return all;
    }

    /** The flow between the pseudonyms of its hosts, all else as it is. */
    public Flow of(Flow flow) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                of(flow.source(), flow.timestampMicros()),
                flow.sourcePort(),
                of(flow.destination(), flow.timestampMicros()),
                flow.destinationPort(),
                flow.protocol(),
                flow.durationSeconds(),
                flow.sourceBytes(),
                flow.destinationBytes(),
                flow.sourcePackets(),
                flow.destinationPackets(),
                flow.state(),
                flow.service());
    }

    /** The text with each address in it replaced. */
    public String inText(String text, long micros) {
        Matcher matcher = ADDRESS.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String found = matcher.group();
            boolean isHost = SpanOfPseudonyms.isAddress(found);
            matcher.appendReplacement(
                    out,
                    Matcher.quoteReplacement(
                            isHost ? of(new Host(found), micros).text() : found));
        }
        return matcher.appendTail(out).toString();
    }

    /** The tree with the hosts of all its fields and texts replaced; those of {@code src_ip} and the like also where they are names. */
    public JsonNode inTree(JsonNode tree, long micros) {
        return replaced("", tree, micros);
    }

    private JsonNode replaced(String field, JsonNode node, long micros) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry -> out.set(
                            inText(entry.getKey(), micros), replaced(entry.getKey(), entry.getValue(), micros)));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> out.add(replaced(field, element, micros)));
            return out;
        }
        if (!node.isTextual()) {
            return node;
        }
        String text = node.textValue();
        return JsonNodeFactory.instance.textNode(
                isOfHost(field) && Host.isValid(text)
                        ? of(new Host(text), micros).text()
                        : inText(text, micros));
    }

    private static boolean isOfHost(String field) {
        return switch (field) {
            case "src_ip", "dst_ip", "host", "peer" -> true;
            default -> false;
        };
    }
}
