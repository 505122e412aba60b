package dev.weir.checkpoint;

/** The model store cannot be opened or written; the message says what to do. */
public final class StoreException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
