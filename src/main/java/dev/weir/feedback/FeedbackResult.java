package dev.weir.feedback;

/** What became of one record of the feedback topic. */
public sealed interface FeedbackResult {
    /** It says something about a flow. */
    record Accepted(Feedback feedback) implements FeedbackResult {}

    /**
     * It teaches nothing.
     *
     * @param reason why, for counting
     * @param detail why, for a reader; repeats at most a few escaped characters of the input
     */
    record Rejected(FeedbackRejection reason, String detail) implements FeedbackResult {}
}
