package dev.weir.cli.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a settings file, strictly: a setting that has no effect would be taken for one that has. */
public final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SettingsFile() {}

    /**
     * The defaults, with what the file says laid over them.
     *
     * @throws SettingsException if the file cannot be read, or says what cannot be
     */
    public static Settings read(Path file, Settings defaults) {
        return new RecordBinder(file.toString(), Settings.DERIVED).bind(tree(file), defaults, "");
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Its own message quotes the line, and there may be a password on it; so it is no cause either.
            JsonLocation where = e.getLocation();
            throw new SettingsException(file + " is not valid YAML"
                    + (where == null ? "" : ": look at line " + where.getLineNr()) + "; each key may stand once");
        } catch (IOException e) {
            throw new SettingsException("the settings file " + file + " cannot be read: is it there and readable?", e);
        }
    }
}
