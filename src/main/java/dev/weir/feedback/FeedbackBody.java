package dev.weir.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/** Feedback as it is written in JSON, in a request and on the feedback topic. Unchecked until
 * {@link #toFeedback()}. An alert's id is that of its first flow, so a verdict on an alert is one on that flow.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedbackBody(
        @Nullable String flowId,
        @Nullable String alertId,
        @Nullable String verdict,
        @Nullable String category,
        @Nullable String analyst,
        @Nullable String comment) {

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

    /** @throws IllegalArgumentException if a value is missing or cannot be; the message names it */
    public Feedback toFeedback() {
        String flow = flowId == null ? alertId : flowId;
        if (flow == null) {
            throw new IllegalArgumentException("flow_id or alert_id is missing");
        }
        if (verdict == null) {
            throw new IllegalArgumentException("verdict is missing: malicious or benign");
        }
        Verdict known = Verdict.ofWord(verdict)
                .orElseThrow(() -> new IllegalArgumentException("verdict must be malicious or benign"));
        return new Feedback(
                new FlowId(flow), known, category, analyst == null ? Feedback.UNNAMED_ANALYST : analyst, comment);
    }
}
