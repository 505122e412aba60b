package dev.weir.model;

/** One record of the model log. The model is the fold of these over its untrained state. */
public sealed interface ModelEvent {
    /** Learn one lesson. */
    record Learn(Lesson lesson) implements ModelEvent {}

    /**
     * Keep the model as it is here, under a name.
     *
     * @param name 1 to 64 characters out of letters, digits and {@code . _ -}, not only digits
     * @param by who asked
     */
    record TakeCheckpoint(String name, String by) implements ModelEvent {}

    /**
     * Make the model what it was at an earlier version.
     *
     * @param toVersion the version, less than the offset of this event
     * @param toDigest the model digest at that version, 64 hexadecimal digits; every instance must arrive at it
     * @param by who asked
     */
    record RollBack(long toVersion, String toDigest, String by) implements ModelEvent {}

    /**
     * Make the model one that was trained elsewhere.
     *
     * @param state the saved model
     * @param by who asked
     */
    record Install(ModelState state, String by) implements ModelEvent {}
}
