package dev.weir.torture;

/** A torture run that cannot go on; the message says why. */
final class TortureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TortureException(String message) {
        super(message);
    }

    TortureException(String message, Throwable cause) {
        super(message, cause);
    }
}
