package dev.weir.detector;

/** A request that cannot be carried out as asked; the message says what, why and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
