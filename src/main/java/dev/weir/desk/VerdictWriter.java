package dev.weir.desk;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keeps verdicts as they come in, also those that are set aside later: the analyst asks what became of them. */
final class VerdictWriter {
    private final DeskWriter desk;
    private final AlertWriter alerts;

    VerdictWriter(DeskWriter desk, AlertWriter alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    void write(int partition, long offset, byte @Nullable [] value, long atMillis) throws SQLException {
        if (!(FeedbackReader.read(value) instanceof FeedbackResult.Accepted accepted)) {
            return;
        }
        Feedback feedback = accepted.feedback();
        String flow = feedback.flowId().value();
        boolean isUndo = accepted.takesBackFrom() != null;
        if (isUndo) {
            desk.update("UPDATE verdicts SET undone = 1 WHERE flow = ? AND analyst = ?", flow, feedback.analyst());
        }
        desk.update(
                "INSERT OR IGNORE INTO verdicts(partition, place, flow, analyst, verdict, category, comment, at, undone)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                partition,
                offset,
                flow,
                feedback.analyst(),
                feedback.verdict().word(),
                feedback.category(),
                feedback.comment(),
                atMillis,
                isUndo ? 1 : 0);
        Long number = alerts.numberOf(flow);
        AlertState state = number == null ? null : alerts.judge(number, feedback.comment());
        desk.change(
                "verdict",
                new ChangeJson()
                        .put("feedback_id", partition + "-" + offset)
                        .put("flow_id", flow)
                        .put("alert_id", number == null ? null : desk.text("SELECT id FROM alerts WHERE n = ?", number))
                        .put("verdict", feedback.verdict().word())
                        .put("analyst", feedback.analyst())
                        .put("undo", isUndo)
                        .put("state", state == null ? null : state.word()));
    }
}
