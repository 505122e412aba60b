package dev.weir.response.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.response.Action;
import dev.weir.response.Mode;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Target;
import dev.weir.response.openc2.Commands;
import dev.weir.response.openc2.OpenC2Command;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The record of the responses topic, under the response's id: one step, with the whole plan, so that the newest record of an id says
 * all there is to say; and the OpenC2 command that does it, or takes it back, as {@code "openc2"}.
 */
public final class ResponseJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Commands number their rules by it. */
    private static final Pattern ID = Pattern.compile("r-[0-9a-f]{16}");

    private ResponseJson() {}

    /** As a record. */
    public static byte[] write(ResponseStep step) {
        try {
            return JSON.writeValueAsBytes(node(step));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot happen: writing to memory failed", e);
        }
    }

    /** As JSON. */
    public static ObjectNode node(ResponseStep step) {
        ResponsePlan plan = step.plan();
        ObjectNode out = JSON.createObjectNode();
        out.put("response_id", plan.id()).put("state", step.state().word());
        out.put("at", step.at().toString()).put("by", step.by()).put("why", step.why());
        step.approvedBy().forEach(out.putArray("approved_by")::add);
        step.end().ifPresent(until -> out.put("until", until.toString()));
        out.put("highest_score", step.highestScore());
        putPlan(out, plan);
        command(step).ifPresent(command -> out.set("openc2", command.toJson()));
        return out;
    }

    private static void putPlan(ObjectNode out, ResponsePlan plan) {
        out.put("alert_id", plan.alertId().value()).put("flow_id", plan.flowId().value());
        out.put("rule", plan.rule())
                .put("reason", plan.reason())
                .put("mode", plan.mode().word());
        out.put("action", plan.action().word()).put("host", plan.target().host().text());
        if (plan.target().peer() != null) {
            out.put("peer", plan.target().peer().text());
        }
        out.put("seconds", plan.duration().toSeconds());
        if (!plan.keep().isEmpty()) {
            ArrayNode keep = out.putArray("keep");
            plan.keep().forEach(keep::add);
        }
        if (plan.redirectTo() != null) {
            out.put("redirect_to", plan.redirectTo());
        }
        out.put("approvals", plan.approvals()).put("offence", plan.offence());
        out.put("model_version", plan.modelVersion()).put("score", plan.score()).put("threshold", plan.threshold());
    }

    /** What has been done is taken back; all else is what would do it. */
    private static Optional<OpenC2Command> command(ResponseStep step) {
        return step.state() == ResponseState.UNDONE || step.state() == ResponseState.EXPIRED
                ? Commands.undo(step.plan())
                : Commands.execute(step.plan());
    }

    /** The step of a record; empty if it is none, as somebody else's record would be. */
    public static Optional<ResponseStep> read(byte @Nullable [] record) {
        if (record == null) {
            return Optional.empty();
        }
        try {
            JsonNode in = JSON.readTree(record);
            JsonNode until = in.get("until");
            return Optional.of(new ResponseStep(
                    plan(in),
                    ResponseState.ofWord(text(in, "state")).orElseThrow(),
                    Instant.parse(text(in, "at")),
                    text(in, "by"),
                    text(in, "why"),
                    texts(in.path("approved_by")),
                    number(in, "highest_score"),
                    until == null ? null : Instant.parse(until.asText())));
        } catch (IOException | IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static ResponsePlan plan(JsonNode in) {
        String id = text(in, "response_id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("no id of a response: " + id);
        }
        JsonNode peer = in.get("peer");
        JsonNode to = in.get("redirect_to");
        return new ResponsePlan(
                id,
                new FlowId(text(in, "alert_id")),
                new FlowId(text(in, "flow_id")),
                text(in, "rule"),
                text(in, "reason"),
                Mode.ofWord(text(in, "mode")).orElseThrow(),
                Action.ofWord(text(in, "action")).orElseThrow(),
                new Target(new Host(text(in, "host")), peer == null ? null : new Host(peer.asText())),
                Duration.ofSeconds((long) number(in, "seconds")),
                texts(in.path("keep")),
                to == null ? null : to.asText(),
                (int) number(in, "approvals"),
                (int) number(in, "offence"),
                (long) number(in, "model_version"),
                number(in, "score"),
                number(in, "threshold"));
    }

    private static String text(JsonNode in, String key) {
        JsonNode value = in.get(key);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.textValue();
    }

    private static double number(JsonNode in, String key) {
        JsonNode value = in.get(key);
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.doubleValue();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
