package dev.weir.cli.settings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Path;

/** Settings files as users may write them. */
class SettingsFileFuzzTest {
    private static final int MAX_REASON = 800;
    private static final Settings DEFAULTS = Settings.defaults(Path.of("data"));

    @FuzzTest
    void file(byte[] content) throws IOException {
        try {
            Settings settings = SettingsFile.read(Fuzzed.file(content), DEFAULTS);
            if (settings.kafka().bootstrapServers().isPresent()) {
                settings.toDetectorSettings(Path.of("data"));
            }
        } catch (YamlException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), MAX_REASON);
        }
    }
}
