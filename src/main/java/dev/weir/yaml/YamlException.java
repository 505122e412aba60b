package dev.weir.yaml;

/** A file that cannot be used; the message names the file, the key and what is allowed. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public YamlException(String message) {
        super(message);
    }

    public YamlException(String message, Throwable cause) {
        super(message, cause);
    }
}
