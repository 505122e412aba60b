package dev.weir.fold;

/**
 * This instance cannot arrive at the model that its peers hold, so it must stop rather than score with another. Retrying does
 * not help; the message says what to do.
 */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DivergenceException(String message) {
        super(message);
    }

    public DivergenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
