package dev.weir.detector;

import java.util.function.Supplier;

/** A request that cannot be carried out as asked; the message says what, why and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }

    /** Carries out what refuses a wrong argument, and refuses it in words for whoever asked. */
    static <T> T refusing(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
