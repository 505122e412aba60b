package dev.weir.cli.settings;

/** A settings file that cannot be used; the message names the file, the key and what is allowed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
