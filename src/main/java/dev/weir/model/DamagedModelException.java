package dev.weir.model;

/** Says that bytes are no model of this learner: they are damaged, cut short or from elsewhere. The message says which. */
public final class DamagedModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedModelException(String message) {
        super(message);
    }

    public DamagedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
