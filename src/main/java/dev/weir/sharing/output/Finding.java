package dev.weir.sharing.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.alert.Severity;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.sharing.CommunityId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the alerts or the responses topic says, for those who pass it on. Anyone may have written there, so each value is
 * checked where it is read: a host is a {@link Host}, a text is short, a number is one, or it is left out.
 */
public final class Finding {
    private static final int MOST_TEXT = 1000;

    private final JsonNode record;
    private final boolean isResponse;
    private final String id;
    private final Instant at;

    private Finding(JsonNode record, boolean isResponse, String id, Instant at) {
        this.record = record;
        this.isResponse = isResponse;
        this.id = id;
        this.at = at;
    }

    /** The finding of a record; empty if it is none. */
    public static Optional<Finding> of(JsonNode record) {
        boolean isResponse = record.path("response_id").isTextual();
        String id = record.path(isResponse ? "response_id" : "alert_id").asText("");
        double score = record.path("score").asDouble(Double.NaN);
        if (id.isEmpty() || id.length() > MOST_TEXT || !(score >= 0 && score <= 1)) {
            return Optional.empty();
        }
        return time(record, isResponse).map(at -> new Finding(record, isResponse, id, at));
    }

    /** When a record was made, in microseconds since 1970-01-01T00:00Z; 0 if it does not say. */
    public static long micros(JsonNode record) {
        return time(record, record.path("response_id").isTextual())
                .map(at -> at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .orElse(0L);
    }

    private static Optional<Instant> time(JsonNode record, boolean isResponse) {
        if (!isResponse) {
            return instant(record.path("last_seen")).or(() -> instant(record.path("ts")));
        }
        try {
            return Optional.of(Instant.parse(record.path("at").asText("")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(JsonNode seconds) {
        double value = seconds.asDouble(Double.NaN);
        double most = Flow.MAX_TIMESTAMP_MICROS / 1e6;
        return value >= 0 && value <= most
                ? Optional.of(Instant.ofEpochMilli(Math.round(value * 1000)))
                : Optional.empty();
    }

    /** The record, on one line. */
    byte[] nativeJson() {
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is a step of a response; else it is an alert. */
    public boolean isResponse() {
        return isResponse;
    }

    /** Names the alert or the response: what comes later under it replaces this. */
    public String id() {
        return id;
    }

    /** The time of the newest flow, or of the step. */
    public Instant at() {
        return at;
    }

    /** The alert that it is about. */
    String alertId() {
        return text("alert_id").orElse(id);
    }

    double score() {
        return record.path("score").asDouble();
    }

    /** The score in hundredths. */
    int percent() {
        return (int) Math.round(100 * score());
    }

    long modelVersion() {
        return record.path("model_version").asLong(-1);
    }

    Severity severity() {
        String word = record.path("severity").asText();
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        return Severity.ofScore(score());
    }

    /** 0 for low to 3 for critical. */
    int rank() {
        return switch (severity()) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
            case CRITICAL -> 3;
        };
    }

    /** The source of the flow; of a response its target. */
    Optional<Host> source() {
        return host(isResponse ? "host" : "src_ip");
    }

    Optional<Host> destination() {
        return host(isResponse ? "peer" : "dst_ip");
    }

    private Optional<Host> host(String field) {
        return text(field).filter(Host::isValid).map(Host::new);
    }

    /** A whole number of 0 or more; empty if there is none. */
    OptionalLong number(String field) {
        JsonNode value = record.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    OptionalLong port(String field) {
        OptionalLong port = number(field);
        return port.isPresent() && port.getAsLong() > Flow.MAX_PORT ? OptionalLong.empty() : port;
    }

    /** A text, cut where it is long; empty if there is none. */
    Optional<String> text(String field) {
        JsonNode value = record.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            return Optional.empty();
        }
        String text = value.textValue();
        return Optional.of(text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT));
    }

    Optional<Instant> time(String field) {
        return instant(record.path(field));
    }

    /** The protocol's name, lower case. */
    Optional<String> protocol() {
        return text("proto").map(name -> name.toLowerCase(Locale.ROOT));
    }

    OptionalLong protocolNumber() {
        int number = text("proto").map(Finding::protocolNumber).orElse(Protocol.UNKNOWN);
        return number == Protocol.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static int protocolNumber(String name) {
        return Protocol.number(name).orElse(Protocol.UNKNOWN);
    }

    /** How other sensors name the newest flow. */
    Optional<String> communityId() {
        @Nullable Host from = source().orElse(null);
        @Nullable Host to = destination().orElse(null);
        OptionalLong protocol = protocolNumber();
        if (isResponse || from == null || to == null || protocol.isEmpty()) {
            return Optional.empty();
        }
        return CommunityId.of(
                from.text(),
                (int) port("src_port").orElse(Flow.ABSENT),
                to.text(),
                (int) port("dst_port").orElse(Flow.ABSENT),
                (int) protocol.getAsLong());
    }

    /** What kind of threat it is, by verdicts, or else by its shape. */
    Optional<String> threat() {
        return text("category").or(() -> text("threat")).filter(word -> !word.equals("unknown"));
    }

    /** What it is, in a few words. */
    String title() {
        if (isResponse) {
            return "Response " + text("state").orElse("unknown") + ": "
                    + text("action").orElse("action") + " "
                    + source().map(Host::text).orElse("");
        }
        String what = threat().map(threat -> " (" + threat + ")").orElse("");
        return "Suspicious " + text("kind").orElse("traffic") + " of "
                + source().map(Host::text).orElse("a host") + what;
    }

    /** Why, in words. */
    String description() {
        if (isResponse) {
            return text("why").or(() -> text("reason")).orElse("");
        }
        return text("evidence").orElseGet(() -> "score " + percent() + " of 100 by model version " + modelVersion());
    }
}
