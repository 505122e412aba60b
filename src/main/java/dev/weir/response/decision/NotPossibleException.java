package dev.weir.response.decision;

/** What a person asked of a response cannot be done; the message says why, and what can. */
public final class NotPossibleException extends Exception {
    private static final long serialVersionUID = 1;

    public NotPossibleException(String message) {
        super(message);
    }
}
