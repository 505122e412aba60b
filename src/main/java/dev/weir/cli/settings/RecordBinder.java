package dev.weir.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.flow.Printable;
import dev.weir.flow.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lays a tree of values over a record of defaults. Sections are records within the record, and a record within a section is
 * laid flat. Each key must be a component, and each component's own check must hold.
 */
final class RecordBinder {
    /**
     * Where a value goes.
     *
     * @param inner a component of the component's own record, if a record within a section was laid flat
     */
    private record Slot(RecordComponent component, @Nullable RecordComponent inner) {}

    private static final int MAX_SHOWN = 80;
    private static final int MAX_REASON = 300;

    private final String file;
    private final Set<String> derived;

    /**
     * @param file named in errors
     * @param derived paths of components that are no settings
     */
    RecordBinder(String file, Set<String> derived) {
        this.file = file;
        this.derived = derived;
    }

    /**
     * @param path where the node stands, empty for the root
     * @throws SettingsException if a key is unknown or a value cannot be
     */
    <T> T bind(JsonNode node, T defaults, String path) {
        if (node.isNull() || node.isMissingNode()) {
            return defaults;
        }
        if (!node.isObject()) {
            throw new SettingsException(
                    path.isEmpty()
                            ? file + " must hold sections with settings"
                            : path + " in " + file + " must be a section with settings");
        }
        Map<String, Slot> known = slots(defaults.getClass(), path);
        T bound = defaults;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = join(path, entry.getKey());
            Slot slot = known.get(entry.getKey());
            if (slot == null) {
                throw new SettingsException("unknown setting " + shown(key) + " in " + file + ": did you mean "
                        + Spelling.nearest(entry.getKey(), known.keySet()) + "?");
            }
            bound = fill(bound, slot, entry.getValue(), key);
        }
        return bound;
    }

    private <T> T fill(T record, Slot slot, JsonNode node, String key) {
        if (slot.inner() == null) {
            return with(record, slot.component(), value(node, slot.component(), record, key), key);
        }
        Object part = get(record, slot.component());
        Object filled = with(part, slot.inner(), value(node, slot.inner(), part, key), key);
        return with(record, slot.component(), filled, key);
    }

    private Object value(JsonNode node, RecordComponent component, Object defaults, String key) {
        if (component.getType() == KafkaSettings.class) {
            return kafka(node, key);
        }
        if (component.getType().isRecord()) {
            return bind(node, get(defaults, component), key);
        }
        try {
            return Values.of(node, component.getType());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    key + " in " + file + " must be " + e.getMessage() + ", got "
                            + (node.isNull()
                                    ? "nothing"
                                    : shown(node.isTextual() ? node.textValue() : node.toString())),
                    e);
        }
    }

    /** Values go to Kafka unseen, and into no message, since they may be secrets. */
    private KafkaSettings kafka(JsonNode node, String path) {
        Map<String, String> clients = new TreeMap<>();
        if (!node.isObject() && !node.isNull()) {
            throw new SettingsException(path + " in " + file + " must be a section with settings");
        }
        node.properties().forEach(entry -> {
            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                throw new SettingsException(shown(join(path, entry.getKey())) + " in " + file
                        + " must have one value; write Kafka's whole name, such as security.protocol: SASL_SSL");
            }
            clients.put(entry.getKey(), entry.getValue().asText());
        });
        return new KafkaSettings(clients);
    }

    /** The record with one component changed; made one by one so that a failed check is known to be about this key. */
    private <T> T with(T record, RecordComponent changed, Object value, String key) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getName().equals(changed.getName()) ? value : get(record, components[i]);
        }
        try {
            @SuppressWarnings("unchecked") // the constructor of T's own class
            T result = (T) record.getClass().getConstructor(types).newInstance(values);
            return result;
        } catch (InvocationTargetException e) {
            throw new SettingsException(key + " in " + file + ": " + reason(e), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " is no public record", e);
        }
    }

    private static String reason(InvocationTargetException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        return Printable.escape(String.valueOf(thrown.getMessage()), MAX_REASON);
    }

    private Map<String, Slot> slots(Class<?> type, String path) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!path.isEmpty() && component.getType().isRecord()) {
                for (RecordComponent inner : component.getType().getRecordComponents()) {
                    slots.put(Names.kebab(inner.getName()), new Slot(component, inner));
                }
            } else {
                slots.put(Names.kebab(component.getName()), new Slot(component, null));
            }
        }
        slots.keySet().removeIf(name -> derived.contains(join(path, name)));
        return slots;
    }

    private static Object get(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " is no public record", e);
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(String text) {
        return Printable.escape(text, MAX_SHOWN);
    }
}
