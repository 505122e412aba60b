package dev.weir.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import dev.weir.yaml.StrictYaml;
import dev.weir.yaml.YamlException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a settings file, strictly: a setting that has no effect would be taken for one that has. */
public final class SettingsFile {
    private static final KebabCaseStrategy KEBAB = new KebabCaseStrategy();

    private SettingsFile() {}

    /**
     * The defaults, with what the file says laid over them.
     *
     * @throws YamlException if the file cannot be read, or says what cannot be
     */
    public static Settings read(Path file, Settings defaults) {
        JsonNode tree = StrictYaml.read("settings file", file);
        Map<String, Set<String>> known = known();
        tree.properties().forEach(section -> {
            Set<String> settings = known.get(section.getKey());
            if (settings == null) {
                throw YamlException.unknownKey(section.getKey(), section.getKey(), known.keySet(), file);
            }
            section.getValue().fieldNames().forEachRemaining(name -> {
                if (!settings.isEmpty() && !settings.contains(name)) {
                    throw YamlException.unknownKey(section.getKey() + "." + name, name, settings, file);
                }
            });
        });
        return StrictYaml.bind(tree, defaults, file);
    }

    /** The settings of each section, as the file names them; none of Kafka's, which are for Kafka to know. */
    static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new TreeMap<>();
        for (RecordComponent section : Settings.class.getRecordComponents()) {
            String name = KEBAB.translate(section.getName());
            Set<String> settings = new TreeSet<>();
            if (section.getType() != KafkaSettings.class) {
                addAll(section.getType(), settings);
            }
            settings.removeIf(setting -> Settings.DERIVED.contains(name + "." + setting));
            known.put(name, settings);
        }
        return known;
    }

    private static void addAll(Class<?> type, Set<String> settings) {
        for (RecordComponent setting : type.getRecordComponents()) {
            if (setting.getType().isRecord()) {
                addAll(setting.getType(), settings);
            } else {
                settings.add(KEBAB.translate(setting.getName()));
            }
        }
    }
}
