package dev.weir.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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
        Set<String> declared = new TreeSet<>();
        SettingsFile.known()
                .forEach((section, settings) -> settings.forEach(name -> declared.add(section + "." + name)));

        assertThat(named()).containsExactlyElementsOf(declared);
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
