package dev.weir.response.playbook;

/** A playbook that cannot be used; the message names the file, the place and what is allowed. */
public final class PlaybookException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PlaybookException(String message) {
        super(message);
    }

    PlaybookException(String message, Throwable cause) {
        super(message, cause);
    }
}
