package dev.weir.feedback;

import org.jspecify.annotations.Nullable;

/** What became of one record of the feedback topic. */
public sealed interface FeedbackResult {
    /**
     * It says something about a flow.
     *
     * @param feedback the verdict; where it is taken back, one that an older Weir would correct it with
     * @param takesBackFrom where the lessons begin, in the model log, of all that the analyst said of the flow and takes back; 0 if
     *     that is not known; null if nothing is taken back
     */
    record Accepted(Feedback feedback, @Nullable Long takesBackFrom) implements FeedbackResult {
        /** A verdict. */
        public Accepted(Feedback feedback) {
            this(feedback, null);
        }
    }

    /**
     * It teaches nothing.
     *
     * @param reason why, for counting
     * @param detail why, for a reader; repeats at most a few escaped characters of the input
     */
    record Rejected(FeedbackRejection reason, String detail) implements FeedbackResult {}
}
