package dev.weir.fold;

/** The words and versions of model events in the log. */
final class EventForm {
    /** The version of the form, in each event's {@code v}. */
    static final int VERSION = 1;
    /** A lesson that teaches a kind of threat too; an older Weir refuses it rather than learn half of it. */
    static final int CATEGORY_VERSION = 2;
    /** A lesson with its flow {@linkplain dev.weir.encoding.PackedFlow packed} instead of all its pairs; it teaches all that it has. */
    static final int PACKED_VERSION = 3;
    /** The same, with a weight by who gave it. The flow may also be there with all its pairs. */
    static final int WEIGHED_VERSION = 4;
    /** The same, and learning is held only if verdicts were surprising too. */
    static final int SURPRISE_VERSION = 5;

    /** The same, and says what score the flow had: it is one that chance drew. */
    static final int CALIBRATING_VERSION = 6;

    /** The same, with or without a score, and it may wait until a second teacher bears it out. */
    static final int SECONDED_VERSION = 7;

    static final int NEWEST_LESSON_VERSION = SECONDED_VERSION;

    static final String LESSON = "lesson";
    static final String CHECKPOINT = "checkpoint";
    static final String ROLLBACK = "rollback";
    static final String INSTALL = "install";
    static final String UNLEARN = "unlearn";
    static final String RELEARN = "relearn";

    private EventForm() {}
}
