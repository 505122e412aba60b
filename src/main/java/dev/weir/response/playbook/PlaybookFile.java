package dev.weir.response.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.yaml.StrictYaml;
import java.nio.file.Path;

/** Reads a playbook, strictly: a condition that has no effect would be taken for one that has. */
public final class PlaybookFile {
    private PlaybookFile() {}

    /**
     * Reads a file, and those with protected networks that it names.
     *
     * @throws dev.weir.yaml.YamlException if one cannot be read, or says what cannot be
     */
    public static Playbook read(Path file) {
        return parse(StrictYaml.read("playbook", file), file);
    }

    /**
     * What a playbook says.
     *
     * @param file named in errors; files that it names stand beside it
     * @throws dev.weir.yaml.YamlException if it says what cannot be
     */
    static Playbook parse(JsonNode tree, Path file) {
        return new PlaybookBuilder(file).build(StrictYaml.bind(tree, PlaybookShape.class, file));
    }
}
