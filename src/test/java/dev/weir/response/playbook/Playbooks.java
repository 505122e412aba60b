package dev.weir.response.playbook;

import java.nio.file.Path;

/** Playbooks for tests of other rooms. */
public final class Playbooks {
    private Playbooks() {}

    public static Playbook of(String text) {
        return PlaybookFile.parse(text, Path.of("playbook.yaml"));
    }
}
