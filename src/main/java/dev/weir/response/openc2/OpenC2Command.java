package dev.weir.response.openc2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One command.
 *
 * @param action what to do, a word of the language
 * @param targetType what to do it to: a type of the language, or {@code profile:type}
 * @param target the target itself
 * @param args how, such as {@code duration} in milliseconds; null if nothing is said
 * @param actuator who is to do it, by profile; null if nothing is said
 * @param id names the command, at most 36 visible characters; null if it has no name
 */
public record OpenC2Command(
        String action,
        String targetType,
        JsonNode target,
        @Nullable ObjectNode args,
        @Nullable ObjectNode actuator,
        @Nullable String id) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As JSON. */
    public ObjectNode toJson() {
        ObjectNode command = JsonNodeFactory.instance.objectNode();
        command.put("action", action);
        command.putObject("target").set(targetType, target);
        if (args != null) {
            command.set("args", args);
        }
        if (actuator != null) {
            command.set("actuator", actuator);
        }
        if (id != null) {
            command.put("command_id", id);
        }
        return command;
    }

    @Override
    public String toString() {
        return toJson().toString();
    }

    /** As JSON in UTF-8. */
    public byte[] toBytes() {
        return JsonText.bytes(JSON, toJson());
    }
}
