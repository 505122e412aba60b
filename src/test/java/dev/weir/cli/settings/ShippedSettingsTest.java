package dev.weir.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code config/weir.yaml} says the truth, and all of it. */
class ShippedSettingsTest {
    private static final Path FILE = Path.of("config", "weir.yaml");

    @Test
    void shippedFile_equalsTheDefaults() {
        Settings defaults = Settings.defaults(Path.of("data"));

        assertThat(SettingsFile.read(FILE, defaults)).isEqualTo(defaults);
    }

    @Test
    void shippedFile_namesEverySetting() throws IOException {
        List<String> declared = new ArrayList<>();
        for (RecordComponent section : Settings.class.getRecordComponents()) {
            if (section.getType() != KafkaSettings.class) {
                addSettings(Names.kebab(section.getName()), section.getType(), declared);
            }
        }
        assertThat(declared).containsAll(Settings.DERIVED);
        declared.removeAll(Settings.DERIVED);

        assertThat(named()).containsExactlyElementsOf(new TreeSet<>(declared));
    }

    @Test
    void pageOfSettings_namesEverySettingWithItsDefault() throws IOException {
        String page = Files.readString(Path.of("src", "site", "markdown", "settings.md"));
        JsonNode file = new YAMLMapper().readTree(FILE.toFile());
        for (String setting : named()) {
            String[] names = setting.split("\\.", -1);
            String shown = file.get(names[0]).get(names[1]).asText();
            assertThat(page).contains("| `" + setting + "` | " + (shown.isEmpty() ? "" : "`" + shown + "`") + " |");
        }
    }

    private static void addSettings(String section, Class<?> type, List<String> declared) {
        for (RecordComponent setting : type.getRecordComponents()) {
            if (setting.getType().isRecord()) {
                addSettings(section, setting.getType(), declared);
            } else {
                declared.add(section + "." + Names.kebab(setting.getName()));
            }
        }
    }

    static SortedSet<String> named() throws IOException {
        SortedSet<String> named = new TreeSet<>();
        JsonNode file = new YAMLMapper().readTree(FILE.toFile());
        file.properties()
                .forEach(section -> section.getValue()
                        .fieldNames()
                        .forEachRemaining(setting -> named.add(section.getKey() + "." + setting)));
        return named;
    }
}
