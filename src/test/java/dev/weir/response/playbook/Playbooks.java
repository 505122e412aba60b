package dev.weir.response.playbook;

import dev.weir.yaml.StrictYaml;
import java.nio.file.Path;

/** Playbooks for tests of other rooms. */
public final class Playbooks {
    private static final Path FILE = Path.of("playbook.yaml");

    private Playbooks() {}

    public static Playbook of(String text) {
        return PlaybookFile.parse(StrictYaml.tree(text, FILE), FILE);
    }
}
