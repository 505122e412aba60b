package dev.weir.yaml;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says why a tree cannot be bound, by the file's own names.
 *
 * @param reader that could not bind it
 */
record YamlProblem(JsonNode tree, ObjectReader reader, Path file) {
    private static final int MAX_REASON = 300;
    private static final Map<Class<?>, String> WORDS = Map.of(
            int.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number",
            boolean.class, "true or false",
            Duration.class, "a time such as 100ms, 5s, 10m, 2h or 7d");

    YamlException explain(JsonMappingException e) {
        String path = path(e.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return YamlException.unknownKey(path, unknown.getPropertyName(), known, file);
        }
        JsonNode value = at(e.getPath());
        if (e instanceof ValueInstantiationException unfit) {
            return unfit(unfit, value, path);
        }
        Class<?> type = targetType(e);
        String place = path.isEmpty() ? file.toString() : YamlException.shown(path) + " in " + file;
        return new YamlException(place + " must be " + expected(type)
                + (isSection(type) ? "" : ", got " + (value.isNull() ? "nothing" : YamlException.shown(text(value)))));
    }

    /** The check of a record does not know by which key it fails: here they are laid over the defaults one by one. */
    private YamlException unfit(ValueInstantiationException e, JsonNode section, String path) {
        ObjectReader part = reader.forType(e.getType()).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        ObjectNode laid = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : section.properties()) {
            laid.set(entry.getKey(), entry.getValue());
            try {
                part.readValue(laid);
            } catch (ValueInstantiationException found) {
                return new YamlException(
                        YamlException.shown(path + "." + entry.getKey()) + " in " + file + ": " + reason(found));
            } catch (IOException other) {
                break;
            }
        }
        return new YamlException(YamlException.shown(path) + " in " + file + ": " + reason(e));
    }

    private static String reason(ValueInstantiationException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        return Printable.escape(String.valueOf(thrown.getMessage()), MAX_REASON);
    }

    /** Such as {@code rules[2].when.score}, counted from 1. */
    private static String path(List<JsonMappingException.Reference> parts) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : parts) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex() + 1).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return path.toString();
    }

    private JsonNode at(List<JsonMappingException.Reference> parts) {
        JsonNode node = tree;
        for (JsonMappingException.Reference part : parts) {
            node = part.getFieldName() == null ? node.path(part.getIndex()) : node.path(part.getFieldName());
        }
        return node;
    }

    private static Class<?> targetType(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch
                ? mismatch.getTargetType()
                : e.getCause() instanceof InputCoercionException overflow ? overflow.getTargetType() : null;
        return type == null ? Object.class : type;
    }

    private static boolean isSection(Class<?> type) {
        return type.isRecord() || Map.class.isAssignableFrom(type);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> YamlMapping.word((Enum<?>) constant))
                    .collect(Collectors.joining(" or "));
        }
        if (isSection(type)) {
            return "a section of keys with values";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : WORDS.getOrDefault(type, "text");
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
