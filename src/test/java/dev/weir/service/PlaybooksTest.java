package dev.weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.response.playbook.Rule;
import dev.weir.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybooksTest {
    @TempDir
    private Path folder;

    @Test
    @EffectOf("response.playbook")
    void playbookOfTheSettings_isTheOneThatIsRead() throws IOException {
        Path file = folder.resolve("mine.yaml");
        ResponseSettings settings = settings(file.toString());

        assertThatThrownBy(() -> Playbooks.read(settings)).isInstanceOf(YamlException.class);
        Files.writeString(file, "rules: [{name: mine, then: notify}]");
        assertThat(Playbooks.read(settings).rules()).extracting(Rule::name).containsExactly("mine");
        assertThat(Playbooks.read(settings(ResponseSettings.SHIPPED)).rules())
                .extracting(Rule::name)
                .isNotEmpty()
                .doesNotContain("mine");
    }

    private static ResponseSettings settings(String playbook) {
        ResponseSettings defaults = ResponseSettings.defaults();
        return new ResponseSettings(playbook, "", "", "", "", "", "", "", defaults.decisions(), defaults.guards());
    }
}
