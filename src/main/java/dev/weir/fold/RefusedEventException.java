package dev.weir.fold;

/** Says that a record of the model log is set aside, by every instance alike. */
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
