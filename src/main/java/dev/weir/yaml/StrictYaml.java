package dev.weir.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads YAML into records, strictly: a key that has no effect would be taken for one that has. */
public final class StrictYaml {
    /** With the names of constants as they are in the code: rules of a playbook are known by hashes of this text. */
    private static final ObjectMapper TEXT =
            YamlMapping.MAPPER.copy().setAnnotationIntrospector(new JacksonAnnotationIntrospector());

    private StrictYaml() {}

    /**
     * A file as it is written; what has no value is left out.
     *
     * @param kind what it is to its user, such as "settings file"
     * @throws YamlException if it cannot be read, or is no YAML
     */
    public static JsonNode read(String kind, Path file) {
        try {
            return tree(Files.readString(file), file);
        } catch (IOException e) {
            throw new YamlException("the " + kind + " " + file + " cannot be read: is it there and readable?", e);
        }
    }

    /**
     * The same of text.
     *
     * @param file named in errors
     */
    public static JsonNode tree(String text, Path file) {
        try {
            JsonNode tree = YamlMapping.MAPPER.readTree(text);
            if (tree.isMissingNode() || tree.isNull()) {
                return YamlMapping.MAPPER.createObjectNode();
            }
            return tree instanceof ObjectNode keys ? keys.removeIf(JsonNode::isNull) : tree;
        } catch (JsonProcessingException e) {
            // Its own message quotes the line, and there may be a password on it; so it is no cause either.
            JsonLocation where = e.getLocation();
            throw new YamlException(file + " is not valid YAML"
                    + (where == null ? "" : ": look at line " + where.getLineNr()) + "; each key may stand once");
        }
    }

    /**
     * What a tree says.
     *
     * @param file named in errors
     * @throws YamlException if a key is unknown or a value cannot be
     */
    public static <T> T bind(JsonNode tree, Class<T> type, Path file) {
        return bind(tree, type, new InjectableValues.Std(), file);
    }

    /**
     * What a tree says, and the defaults where it says nothing. A record within a section of these is laid flat.
     *
     * @param file named in errors
     * @throws YamlException if a value cannot be
     */
    @SuppressWarnings("unchecked") // the class of T
    public static <T extends Record> T bind(JsonNode tree, T defaults, Path file) {
        InjectableValues.Std values = new InjectableValues.Std();
        addAll(defaults, values);
        return bind(tree, (Class<T>) defaults.getClass(), values, file);
    }

    /** The value as text, of which a hash can be made. */
    public static String write(Object value) {
        try {
            return TEXT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T bind(JsonNode tree, Class<T> type, InjectableValues defaults, Path file) {
        ObjectReader reader = YamlMapping.MAPPER.readerFor(type).with(defaults);
        try {
            return reader.readValue(tree);
        } catch (JsonMappingException e) {
            throw new YamlProblem(tree, reader, file).explain(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addAll(Record defaults, InjectableValues.Std values) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(defaults);
                values.addValue(YamlMapping.id(component), value);
                if (value instanceof Record part) {
                    addAll(part, values);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(defaults.getClass() + " is no public record", e);
            }
        }
    }
}
