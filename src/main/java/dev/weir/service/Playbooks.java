package dev.weir.service;

import dev.weir.detector.responses.ResponseSettings;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.playbook.PlaybookFile;
import java.nio.file.Path;

/** The playbook that the settings name. */
final class Playbooks {
    private static final Path SHIPPED = Path.of("config", "playbook.yaml");

    private Playbooks() {}

    /** @throws dev.weir.yaml.YamlException if it cannot be used */
    static Playbook read(ResponseSettings settings) {
        Path file = settings.playbook().equals(ResponseSettings.SHIPPED)
                ? Home.file(SHIPPED)
                : Path.of(settings.playbook());
        return PlaybookFile.read(file);
    }
}
