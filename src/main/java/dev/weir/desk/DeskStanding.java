package dev.weir.desk;

/**
 * How far the desk has read.
 *
 * @param state what it does
 * @param behind records on the topics that are not on the desk yet
 * @param asOfMillis when it last heard from Kafka
 */
public record DeskStanding(State state, long behind, long asOfMillis) {
    /** What the desk does. */
    public enum State {
        /** Is filled from the start; nothing can be asked until it is done. */
        REBUILDING,
        /** Answers, and follows the topics. */
        LIVE,
        /** Answers with what it has, since the topics or the file cannot be read. */
        CUT_OFF
    }
}
