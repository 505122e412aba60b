package dev.weir.model;

/** Bytes that are no model of this learner: damaged, cut short or from elsewhere. The message says which. */
public final class DamagedModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedModelException(String message) {
        super(message);
    }

    public DamagedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
