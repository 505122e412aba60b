package dev.weir.alert;

/** What becomes of a scored flow. */
public enum Ruling {
    /** Not worth an alert. */
    QUIET,
    /** Worth an alert, but allowed on this network. */
    ALLOWED,
    /** Joins an alert, of which there is nothing new to say. */
    JOINED,
    /** Joins an alert, of which a new record is due. */
    RENEWED,
    /** Raises an alert. */
    RAISED;

    /** Whether the flow is part of an alert. */
    public boolean isAlerting() {
        return this != QUIET && this != ALLOWED;
    }

    /** Whether the alert is to be written. */
    public boolean isRecordDue() {
        return this == RENEWED || this == RAISED;
    }
}
