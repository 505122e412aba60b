package dev.weir.feedback;

import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst says of a flow.
 *
 * @param flowId the flow
 * @param verdict what it was
 * @param category the kind of threat, at most 64 characters; null if not said
 * @param analyst who says so, 1 to 64 characters
 * @param comment free text, at most 1,000 characters; null if none
 */
public record Feedback(
        FlowId flowId,
        Verdict verdict,
        @Nullable String category,
        String analyst,
        @Nullable String comment) {
    public static final int MAX_NAME_LENGTH = 64;
    public static final int MAX_COMMENT_LENGTH = 1_000;
    /** Who spoke when the feedback does not say. */
    public static final String UNNAMED_ANALYST = "unnamed";

    /** @throws IllegalArgumentException if a text is too long, empty or deceptive as {@link Printable#isText} has it */
    public Feedback {
        check("analyst", analyst, MAX_NAME_LENGTH);
        check("category", category, MAX_NAME_LENGTH);
        check("comment", comment, MAX_COMMENT_LENGTH);
    }

    private static void check(String what, @Nullable String text, int maxLength) {
        if (text == null) {
            return;
        }
        if (text.isEmpty() || text.length() > maxLength || !Printable.isText(text)) {
            throw new IllegalArgumentException(what + " must have 1 to " + maxLength
                    + " characters, none of them a control or direction character");
        }
    }
}
