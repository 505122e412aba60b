package dev.weir.api;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Role;
import dev.weir.desk.Desk;
import dev.weir.desk.KeptVerdict;
import dev.weir.detector.Detector;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routes for verdicts on alerts, for taking them back, and for assigning alerts. A verdict stands under the name of the
 * token; the owner's commands may speak for others.
 */
final class FeedbackRoutes {
    /** A record of the audit stays well under what Kafka takes. */
    private static final int AUDITED_TOGETHER = 500;

    private static final int MOST_SHOWN = 80;

    private final Detector detector;
    private final DeskRoutes desk;
    private final Audit audit;

    FeedbackRoutes(Detector detector, DeskRoutes desk, Audit audit) {
        this.detector = detector;
        this.desk = desk;
        this.audit = audit;
    }

    void give(Context context) {
        Caller caller = Guard.callerOf(context);
        List<Feedback> feedback = RequestBody.readFeedback(context).stream()
                .map(one -> caller.isLocal() ? one : by(one, caller.name()))
                .toList();
        if (feedback.isEmpty()) {
            throw new BadRequestResponse("the list is empty");
        }
        List<String> ids = detector.give(feedback);
        for (int from = 0; from < feedback.size(); from += AUDITED_TOGETHER) {
            List<Feedback> some = feedback.subList(from, Math.min(feedback.size(), from + AUDITED_TOGETHER));
            audit.write(
                    caller,
                    "verdict",
                    Map.of(
                            "verdicts",
                            some.stream().map(FeedbackRoutes::audited).toList()));
        }
        answer(context, ids);
    }

    /** Takes back what an analyst said of a flow, at any age: oneself, or as an operator anybody's. */
    void takeBack(Context context) {
        Caller caller = Guard.callerOf(context);
        KeptVerdict kept = desk.desk()
                .verdict(context.pathParam("id"))
                .orElseThrow(() -> new NotFoundResponse("no verdict of this id is known"));
        if (caller.role() != Role.OPERATOR && !caller.name().equals(kept.analyst())) {
            throw new ForbiddenResponse("this verdict is another analyst's: only they or an operator may take it back");
        }
        if (kept.undone()) {
            throw new ConflictResponse("this verdict was taken back before");
        }
        Verdict opposite = kept.verdict().equals(Verdict.MALICIOUS.word()) ? Verdict.BENIGN : Verdict.MALICIOUS;
        Feedback correction = new Feedback(new FlowId(kept.flowId()), opposite, null, kept.analyst(), null);
        String id = detector.takeBack(correction, desk.desk().firstLesson(kept));
        audit.write(caller, "verdict-undo", Map.of("feedback_id", kept.id(), "flow_id", kept.flowId()));
        answer(context, List.of(id));
    }

    /** Says who looks after alerts. The audit is the record of it, from which every desk has it. */
    void assign(Context context) {
        Caller caller = Guard.callerOf(context);
        RequestBody.Assign body = RequestBody.readAssign(context);
        List<@Nullable String> asked = body.alertIds();
        if (asked == null || asked.isEmpty() || asked.size() > AUDITED_TOGETHER) {
            throw new BadRequestResponse("\"alert_ids\" must be a list of 1 to " + AUDITED_TOGETHER + " alerts");
        }
        String assignee = body.assignee() == null ? caller.name() : body.assignee();
        if (!assignee.isEmpty()) {
            assignee = RequestBody.by(assignee);
        }
        Desk open = desk.desk();
        List<String> ids = asked.stream()
                .map(id -> open.alert(id == null ? "" : id)
                        .orElseThrow(() -> new NotFoundResponse("there is no alert of the id " + shown(id)))
                        .id())
                .toList();
        audit.write(caller, "assign", Map.of("alert_ids", ids, "assignee", assignee));
        ApiRoutes.answer(context, new DeskAnswers.Assigned(ids.size(), assignee.isEmpty() ? null : assignee));
    }

    private static String shown(@Nullable String id) {
        return Printable.escape(String.valueOf(id), MOST_SHOWN);
    }

    private static Map<String, String> audited(Feedback one) {
        return Map.of("flow_id", one.flowId().value(), "verdict", one.verdict().word(), "analyst", one.analyst());
    }

    private static Feedback by(Feedback one, String analyst) {
        return new Feedback(one.flowId(), one.verdict(), one.category(), analyst, one.comment());
    }

    private static void answer(Context context, List<String> ids) {
        ApiRoutes.answer(
                context.status(202),
                new DeskAnswers.Sent(
                        ids.size(), ids.stream().map(DeskAnswers.Link::of).toList()));
    }
}
