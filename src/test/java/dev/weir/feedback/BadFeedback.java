package dev.weir.feedback;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Feedback that teaches nothing, with what is said of it; at each door the words must be the same. */
public final class BadFeedback {
    private BadFeedback() {}

    public static Stream<Arguments> cases() {
        return Stream.of(
                bad(body(null, "benign", null, null), "flow_id or alert_id is missing"),
                bad(body("", "benign", null, null), "flow_id or alert_id is missing"),
                bad(body("C1", null, null, null), "verdict is missing: malicious or benign"),
                bad(body("C1", "", null, null), "verdict is missing: malicious or benign"),
                bad(body("C1", "evil", null, null), "verdict must be malicious or benign, got evil"),
                bad(
                        body("C1", "\u001b[2J" + "x".repeat(99), null, null),
                        "verdict must be malicious or benign, got \\u001b[2J"),
                bad(body("C 1", "benign", null, null), "flow id must be 1 to 128 visible ASCII characters, got 3"),
                bad(body("x".repeat(129), "benign", null, null), "flow id must be 1 to 128 visible ASCII characters"),
                bad(body("C1", "benign", "x".repeat(65), null), "category must have 1 to 64 characters"),
                bad(body("C1", "benign", "\u202eb", null), "category must have 1 to 64 characters"),
                bad(body("C1", "benign", null, "a\u001bb"), "comment must have 1 to 1000 characters"),
                bad(body("C1", "benign", null, "x".repeat(1_001)), "comment must have 1 to 1000 characters"));
    }

    private static FeedbackBody body(
            @Nullable String flowId, @Nullable String verdict, @Nullable String category, @Nullable String comment) {
        return new FeedbackBody(flowId, verdict, category, "alice", comment);
    }

    private static Arguments bad(FeedbackBody body, String words) {
        return Arguments.of(body, words);
    }
}
