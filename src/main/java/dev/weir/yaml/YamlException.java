package dev.weir.yaml;

import dev.weir.flow.Printable;
import dev.weir.flow.Spelling;
import java.nio.file.Path;
import java.util.Collection;

/** A file that cannot be used; the message names the file, the key and what is allowed. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_SHOWN = 80;

    public YamlException(String message) {
        super(message);
    }

    public YamlException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A key is none of those that are known.
     *
     * @param path of the key, its own name last
     */
    public static YamlException unknownKey(String path, String key, Collection<String> known, Path file) {
        return new YamlException(
                "unknown key " + shown(path) + " in " + file + ": did you mean " + Spelling.nearest(key, known) + "?");
    }

    /** Text of a file, as messages show it. */
    public static String shown(String text) {
        return Printable.escape(text, MAX_SHOWN);
    }
}
