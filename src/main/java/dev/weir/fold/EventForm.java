package dev.weir.fold;

/** The words and versions of model events in the log. */
final class EventForm {
    /** The version of the form, in each event's {@code v}. */
    static final int VERSION = 1;
    /** A lesson that teaches a kind of threat too; an older Weir refuses it rather than learn half of it. */
    static final int CATEGORY_VERSION = 2;

    static final String LESSON = "lesson";
    static final String CHECKPOINT = "checkpoint";
    static final String ROLLBACK = "rollback";
    static final String INSTALL = "install";
    static final String UNLEARN = "unlearn";
    static final String RELEARN = "relearn";

    private EventForm() {}
}
