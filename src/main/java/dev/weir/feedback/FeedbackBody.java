package dev.weir.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of feedback as they came, from a request, the feedback topic, a file or the command line. An empty text counts as
 * none. {@link #check} says what they mean or what is wrong with them, in the same words wherever they came from. An alert's
 * id is that of its first flow, so a verdict on an alert is one on that flow.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedbackBody(
        @Nullable String flowId,
        @Nullable String alertId,
        @Nullable String verdict,
        @Nullable String category,
        @Nullable String analyst,
        @Nullable String comment) {
    private static final int MAX_QUOTED = 40;

    public FeedbackBody {
        flowId = emptyToNull(flowId);
        alertId = emptyToNull(alertId);
        verdict = emptyToNull(verdict);
        category = emptyToNull(category);
        analyst = emptyToNull(analyst);
        comment = emptyToNull(comment);
    }

    public FeedbackBody(
            @Nullable String flowId,
            @Nullable String verdict,
            @Nullable String category,
            @Nullable String analyst,
            @Nullable String comment) {
        this(flowId, null, verdict, category, analyst, comment);
    }

    public static FeedbackBody of(Feedback feedback) {
        return new FeedbackBody(
                feedback.flowId().value(),
                feedback.verdict().word(),
                feedback.category(),
                feedback.analyst(),
                feedback.comment());
    }

    /** Checks all texts; never throws. */
    public FeedbackResult check() {
        String flow = flowId == null ? alertId : flowId;
        if (flow == null) {
            return rejected(FeedbackRejection.MISSING_FIELD, "flow_id or alert_id is missing");
        }
        if (verdict == null) {
            return rejected(FeedbackRejection.MISSING_FIELD, "verdict is missing: malicious or benign");
        }
        Optional<Verdict> known = Verdict.ofWord(verdict);
        if (known.isEmpty()) {
            return rejected(
                    FeedbackRejection.UNKNOWN_VERDICT,
                    "verdict must be malicious or benign, got " + Printable.escape(verdict, MAX_QUOTED));
        }
        try {
            String by = analyst == null ? Feedback.UNNAMED_ANALYST : analyst;
            return new FeedbackResult.Accepted(new Feedback(new FlowId(flow), known.get(), category, by, comment));
        } catch (IllegalArgumentException e) {
            return rejected(FeedbackRejection.INVALID_FIELD, String.valueOf(e.getMessage()));
        }
    }

    /** @throws IllegalArgumentException if a text is missing or cannot be; the message is that of {@link #check} */
    public Feedback toFeedback() {
        FeedbackResult result = check();
        if (result instanceof FeedbackResult.Accepted accepted) {
            return accepted.feedback();
        }
        throw new IllegalArgumentException(((FeedbackResult.Rejected) result).detail());
    }

    private static FeedbackResult rejected(FeedbackRejection reason, String detail) {
        return new FeedbackResult.Rejected(reason, detail);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
