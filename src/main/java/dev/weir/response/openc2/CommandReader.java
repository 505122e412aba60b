package dev.weir.response.openc2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a command by the rules of the OpenC2 language 1.0 and of its profile for packet filters (SLPF). */
public final class CommandReader {
    private static final Set<String> ACTIONS = Set.of(
            "scan",
            "locate",
            "query",
            "deny",
            "contain",
            "allow",
            "start",
            "stop",
            "restart",
            "cancel",
            "set",
            "update",
            "redirect",
            "create",
            "delete",
            "detonate",
            "restore",
            "copy",
            "investigate",
            "remediate");
    private static final Set<String> KEYS = Set.of("action", "target", "args", "actuator", "command_id");
    private static final Set<String> ARGS = Set.of("start_time", "stop_time", "duration", "response_requested");
    private static final Set<String> SLPF_ARGS = Set.of("drop_process", "persistent", "direction", "insert_rule");
    private static final Set<String> RESPONSES = Set.of("none", "ack", "status", "complete");
    private static final Pattern ID = Pattern.compile("\\S{1,36}");
    private static final Pattern NAMESPACE = Pattern.compile("slpf|x-[a-z0-9_-]{1,32}");
    /** What a packet filter can be told of each action. */
    private static final Map<String, Set<String>> SLPF_PAIRS = Map.of(
            "allow", Set.of("ipv4_net", "ipv6_net", "ipv4_connection", "ipv6_connection"),
            "deny", Set.of("ipv4_net", "ipv6_net", "ipv4_connection", "ipv6_connection"),
            "query", Set.of("features"),
            "delete", Set.of("slpf:rule_number"),
            "update", Set.of("file"));

    private CommandReader() {}

    /**
     * Reads a command, strictly.
     *
     * @throws OpenC2Exception if it is none
     */
    public static OpenC2Command read(byte[] json) throws OpenC2Exception {
        ObjectNode command = JsonText.object(json);
        JsonText.onlyKeys(command, KEYS, "the command");
        String action = text(command, "action");
        if (!ACTIONS.contains(action)) {
            throw new OpenC2Exception("action " + JsonText.shown(action) + " is not of OpenC2 1.0");
        }
        if (!(command.get("target") instanceof ObjectNode targets) || targets.size() != 1) {
            throw new OpenC2Exception("target must be an object with one target");
        }
        String type = targets.fieldNames().next();
        TargetRules.check(type, targets.get(type));
        ObjectNode args = object(command, "args");
        ObjectNode actuator = object(command, "actuator");
        if (args != null) {
            checkArgs(args);
        }
        checkActuator(action, type, actuator);
        JsonNode id = command.get("command_id");
        if (id != null && (!id.isTextual() || !ID.matcher(id.textValue()).matches())) {
            throw new OpenC2Exception("command_id must be 1 to 36 characters without blanks");
        }
        return new OpenC2Command(action, type, targets.get(type), args, actuator, id == null ? null : id.textValue());
    }

    private static void checkArgs(ObjectNode args) throws OpenC2Exception {
        for (Map.Entry<String, JsonNode> arg : args.properties()) {
            boolean isNamespace = NAMESPACE.matcher(arg.getKey()).matches();
            if (!isNamespace && !ARGS.contains(arg.getKey())) {
                throw new OpenC2Exception("args has the unknown " + JsonText.shown(arg.getKey()));
            }
        }
        if (args.has("start_time") && args.has("stop_time") && args.has("duration")) {
            throw new OpenC2Exception("args may have two of start_time, stop_time and duration");
        }
        for (String time : Set.of("start_time", "stop_time", "duration")) {
            JsonNode value = args.get(time);
            if (value != null && !(value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0)) {
                throw new OpenC2Exception("args." + time + " must be milliseconds, 0 or more");
            }
        }
        JsonNode requested = args.get("response_requested");
        if (requested != null && !RESPONSES.contains(requested.asText())) {
            throw new OpenC2Exception("args.response_requested must be none, ack, status or complete");
        }
        checkSlpfArgs(object(args, "slpf"));
    }

    private static void checkSlpfArgs(@Nullable ObjectNode args) throws OpenC2Exception {
        if (args == null) {
            return;
        }
        JsonText.onlyKeys(args, SLPF_ARGS, "args.slpf");
        oneOf(args, "drop_process", Set.of("none", "reject", "false_ack"));
        oneOf(args, "direction", Set.of("both", "ingress", "egress"));
        JsonNode rule = args.get("insert_rule");
        if (rule != null && !rule.isIntegralNumber()) {
            throw new OpenC2Exception("args.slpf.insert_rule must be a whole number");
        }
        JsonNode persistent = args.get("persistent");
        if (persistent != null && !persistent.isBoolean()) {
            throw new OpenC2Exception("args.slpf.persistent must be true or false");
        }
    }

    private static void checkActuator(String action, String type, @Nullable ObjectNode actuator)
            throws OpenC2Exception {
        if (actuator == null) {
            return;
        }
        if (actuator.size() != 1
                || !NAMESPACE.matcher(actuator.fieldNames().next()).matches()) {
            throw new OpenC2Exception("actuator must be one profile, slpf or x-…");
        }
        if (actuator.has("slpf") && !SLPF_PAIRS.getOrDefault(action, Set.of()).contains(type)) {
            throw new OpenC2Exception("slpf cannot " + action + " " + JsonText.shown(type));
        }
    }

    private static void oneOf(ObjectNode node, String key, Set<String> words) throws OpenC2Exception {
        JsonNode value = node.get(key);
        if (value != null && !(value.isTextual() && words.contains(value.textValue()))) {
            throw new OpenC2Exception(key + " must be one of " + words);
        }
    }

    private static @Nullable ObjectNode object(ObjectNode node, String key) throws OpenC2Exception {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object && (!object.isEmpty() || key.equals("slpf"))) {
            return object;
        }
        throw new OpenC2Exception(key + " must be an object that is not empty");
    }

    private static String text(ObjectNode node, String key) throws OpenC2Exception {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            throw new OpenC2Exception(key + " must be a text");
        }
        return value.textValue();
    }
}
