package dev.weir.fold;

/** A record of the model log that is no model event; the message says what is wrong with it. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedEventException(String message) {
        super(message);
    }

    public MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
