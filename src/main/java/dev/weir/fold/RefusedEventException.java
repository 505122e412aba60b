package dev.weir.fold;

/** A record of the model log that every instance sets aside alike. */
final class RefusedEventException extends Exception {
    private static final long serialVersionUID = 1;

    private final RefusalReason reason;

    RefusedEventException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }
}
