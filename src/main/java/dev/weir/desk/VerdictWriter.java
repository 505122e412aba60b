package dev.weir.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.desk.audit.AuditEntry;
import dev.weir.desk.audit.AuditLog;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.sharing.privacy.NamedHost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what analysts say of alerts: verdicts as they come in, also those that are set aside later, since the analyst asks what became of
 * them; and who looks after an alert, of which there is no record but the audit.
 */
final class VerdictWriter {
    private static final String ASSIGN = "assign";

    private final DeskWriter desk;
    private final AlertWriter alerts;

    VerdictWriter(DeskWriter desk, AlertWriter alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    /** Takes in a record of the audit, if it says who looks after alerts. */
    void writeAudit(byte @Nullable [] value, long atMillis) throws SQLException {
        Optional<AuditEntry> entry = value == null ? Optional.empty() : AuditLog.entry(value);
        if (entry.isEmpty() || !entry.get().action().equals(ASSIGN)) {
            return;
        }
        JsonNode details = entry.get().details();
        String assignee = details.path("assignee").asText("");
        for (JsonNode id : details.path("alert_ids")) {
            assign(id.asText(), assignee.isEmpty() ? null : assignee, atMillis);
        }
    }

    /** What is written anew comes after what was said later: if that was taken back, so was all before it. */
    private boolean isTakenBackLater(String flow, String analyst, long atMillis) throws SQLException {
        return desk.number(
                        "SELECT place FROM verdicts WHERE flow = ? AND analyst = ? AND undone = 1 AND at > ? LIMIT 1",
                        flow,
                        analyst,
                        atMillis)
                != null;
    }

    /** Takes a host out of comments. */
    void forget(NamedHost host) throws SQLException {
        List<String> named = new ArrayList<>();
        try (ResultSet rows = desk.prepare("SELECT DISTINCT comment FROM verdicts WHERE comment IS NOT NULL")
                .executeQuery()) {
            while (rows.next()) {
                String comment = rows.getString(1);
                if (host.isNamedIn(comment)) {
                    named.add(comment);
                }
            }
        }
        for (String comment : named) {
            desk.update("UPDATE verdicts SET comment = ? WHERE comment = ?", host.without(comment), comment);
        }
    }

    private void assign(String id, @Nullable String assignee, long atMillis) throws SQLException {
        desk.update("INSERT OR REPLACE INTO assignments(alert, assignee, at) VALUES(?, ?, ?)", id, assignee, atMillis);
        if (desk.isLive() && desk.update("UPDATE alerts SET assignee = ? WHERE id = ?", assignee, id) > 0) {
            desk.change(
                    "alert",
                    new ChangeJson().put("alert_id", id).put("is_new", false).put("assignee", assignee));
        }
    }

    /** Takes in what was said of the alerts of a desk that was filled. */
    void finish() throws SQLException {
        alerts.judgeAll();
        desk.update("UPDATE alerts SET assignee = (SELECT s.assignee FROM assignments s WHERE s.alert = alerts.id)"
                + " WHERE id IN (SELECT alert FROM assignments)");
    }

    void write(int partition, long offset, byte @Nullable [] value, long atMillis) throws SQLException {
        if (!(FeedbackReader.read(value) instanceof FeedbackResult.Accepted accepted)) {
            return;
        }
        Feedback feedback = accepted.feedback();
        String flow = feedback.flowId().value();
        if (desk.update(
                        "UPDATE verdicts SET comment = ? WHERE partition = ? AND place = ? AND flow = ? AND analyst = ?",
                        feedback.comment(),
                        partition,
                        offset,
                        flow,
                        feedback.analyst())
                > 0) {
            // Read before, and written anew with other words.
            return;
        }
        boolean isUndo = accepted.takesBackFrom() != null;
        if (isUndo) {
            desk.update(
                    "UPDATE verdicts SET undone = 1 WHERE flow = ? AND analyst = ? AND at <= ?",
                    flow,
                    feedback.analyst(),
                    atMillis);
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
                isUndo || isTakenBackLater(flow, feedback.analyst(), atMillis) ? 1 : 0);
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
