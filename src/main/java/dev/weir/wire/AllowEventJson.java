package dev.weir.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.alert.ThreatKind;
import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.AllowRule;
import dev.weir.flow.Flow;
import dev.weir.response.Addresses;
import dev.weir.sharing.privacy.NamedHost;
import inet.ipaddr.IPAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes changes of the allowlist: {@code {"event":"allow","source":"10.0.0.5","kind":"port-scan","until":"2027-01-01T00:00:00Z",
 * "reason":"our scanner","by":"alice"}} and {@code {"event":"disallow","id":"a17","by":"alice"}}.
 */
public final class AllowEventJson {
    /** The longest record that is looked at, in bytes. */
    private static final int MAX_BYTES = 4 * 1024;

    private static final String ALLOW = "allow";
    private static final String DISALLOW = "disallow";
    private static final JsonFactory JSON = new JsonFactory();

    private AllowEventJson() {}

    /** Reads one record; never throws. Empty if it is no such event. */
    public static Optional<AllowEvent> read(byte @Nullable [] value) {
        if (value == null || value.length > MAX_BYTES) {
            return Optional.empty();
        }
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    texts.put(key, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return event(texts);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<AllowEvent> event(Map<String, String> texts) {
        String by = texts.getOrDefault("by", "");
        String event = texts.getOrDefault("event", "");
        if (event.equals(DISALLOW)) {
            return Optional.of(new AllowEvent.Disallow(texts.getOrDefault("id", ""), by));
        }
        if (!event.equals(ALLOW)) {
            return Optional.empty();
        }
        String kind = texts.get("kind");
        String port = texts.get("port");
        return Optional.of(new AllowEvent.Allow(
                new AllowRule(
                        texts.get("source"),
                        texts.get("destination"),
                        port == null ? Flow.ABSENT : Integer.parseInt(port),
                        kind == null
                                ? null
                                : ThreatKind.ofWord(kind)
                                        .orElseThrow(() -> new IllegalArgumentException("no kind of threat")),
                        Instant.parse(texts.getOrDefault("until", "")),
                        texts.getOrDefault("reason", "")),
                by));
    }

    /** The record that {@link #read} reads back. */
    public static byte[] write(AllowEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            if (event instanceof AllowEvent.Allow allow) {
                out.writeStringField("event", ALLOW);
                writeRule(allow.rule(), out);
            } else if (event instanceof AllowEvent.Disallow disallow) {
                out.writeStringField("event", DISALLOW);
                out.writeStringField("id", disallow.id());
            }
            out.writeStringField("by", event.by());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Whether an event allows what one host alone does, or what is done to it. */
    public static boolean isOf(NamedHost host, AllowEvent event) {
        return event instanceof AllowEvent.Allow allow
                && (isHost(host, allow.rule().source())
                        || isHost(host, allow.rule().destination()));
    }

    private static boolean isHost(NamedHost host, @Nullable String hosts) {
        // A network is nobody, unless it is of one address.
        return hosts != null && (hosts.indexOf('/') < 0 || Addresses.isOfOne(hosts)) && host.isNamedIn(hosts);
    }

    /**
     * The event without a host in its words; the same where it names none. A network that was written as an address within it is
     * written as a network. Empty if the rule is for this host.
     */
    public static Optional<AllowEvent> without(NamedHost host, AllowEvent event) {
        if (isOf(host, event)) {
            return Optional.empty();
        }
        if (!host.isNamedIn(new String(write(event), StandardCharsets.UTF_8))) {
            return Optional.of(event);
        }
        if (event instanceof AllowEvent.Allow allow) {
            AllowRule old = allow.rule();
            AllowRule rule = new AllowRule(
                    network(old.source()),
                    network(old.destination()),
                    old.port(),
                    old.kind(),
                    old.until(),
                    cut(host.without(old.reason()), AllowRule.MAX_REASON_LENGTH));
            return Optional.of(new AllowEvent.Allow(rule, cut(host.without(event.by()), AllowEvent.MAX_NAME_LENGTH)));
        }
        AllowEvent.Disallow disallow = (AllowEvent.Disallow) event;
        return Optional.of(
                new AllowEvent.Disallow(disallow.id(), cut(host.without(disallow.by()), AllowEvent.MAX_NAME_LENGTH)));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static @Nullable String network(@Nullable String hosts) {
        return hosts == null || hosts.indexOf('/') < 0
                ? hosts
                : Addresses.network(hosts).map(IPAddress::toCanonicalString).orElse(hosts);
    }

    private static void writeRule(AllowRule rule, JsonGenerator out) throws IOException {
        if (rule.source() != null) {
            out.writeStringField("source", rule.source());
        }
        if (rule.destination() != null) {
            out.writeStringField("destination", rule.destination());
        }
        if (rule.port() != Flow.ABSENT) {
            out.writeNumberField("port", rule.port());
        }
        if (rule.kind() != null) {
            out.writeStringField("kind", rule.kind().word());
        }
        out.writeStringField("until", rule.until().toString());
        out.writeStringField("reason", rule.reason());
    }
}
