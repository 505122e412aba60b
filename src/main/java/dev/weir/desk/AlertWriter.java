package dev.weir.desk;

import dev.weir.sharing.privacy.NamedHost;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the newest record of each alert, and what analysts have made of it. */
final class AlertWriter {
    /** So many alerts of one millisecond and one hash are told apart. */
    private static final int MOST_ALIKE = 64;

    private final DeskWriter desk;
    private final AllowWriter allowed;

    AlertWriter(DeskWriter desk, AllowWriter allowed) {
        this.allowed = allowed;
        this.desk = desk;
    }

    void write(AlertRecord alert, byte[] record, long atMillis) throws SQLException {
        if (!desk.isLive() && isInsertedAtOnce(alert, record, atMillis)) {
            return;
        }
        PreparedStatement known =
                desk.prepare("SELECT n, score, words, flows, state FROM alerts WHERE id = ?", alert.id);
        long number;
        String state;
        boolean isNew;
        try (ResultSet row = known.executeQuery()) {
            isNew = !row.next();
            if (isNew) {
                number = 0;
                state = "";
            } else {
                number = row.getLong(1);
                state = AlertState.ofCode(row.getInt(5)).word();
                double score = row.getDouble(2);
                String words = row.getString(3);
                if (row.getLong(4) <= alert.flows) {
                    renew(alert, number, score, words);
                    desk.update("UPDATE alert_records SET record = ? WHERE n = ?", record, number);
                }
            }
        }
        if (isNew) {
            number = free(AlertKey.of(atMillis, alert.id));
            AlertState judged = judged(alert.id, null).orElse(allowed.stateOf(alert, atMillis));
            insert(alert, number, judged);
            state = judged.word();
            desk.update("INSERT INTO alert_records(n, record) VALUES(?, ?)", number, record);
        }
        if (!alert.flowId.equals(alert.id)) {
            desk.update("INSERT OR IGNORE INTO alert_flows(flow, n) VALUES(?, ?)", alert.flowId, number);
        }
        desk.change(
                "alert",
                new ChangeJson().put("alert_id", alert.id).put("is_new", isNew).put("state", state));
    }

    /**
     * Most records that a desk is filled from are the first of their alert: put in without asking for an earlier one, they take
     * less. What was said of them is taken in at the end.
     */
    private boolean isInsertedAtOnce(AlertRecord alert, byte[] record, long atMillis) throws SQLException {
        long number = AlertKey.of(atMillis, alert.id);
        if (insert(alert, number, allowed.stateOf(alert, atMillis)) == 0) {
            return false;
        }
        desk.update("INSERT INTO alert_records(n, record) VALUES(?, ?)", number, record);
        if (!alert.flowId.equals(alert.id)) {
            desk.update("INSERT OR IGNORE INTO alert_flows(flow, n) VALUES(?, ?)", alert.flowId, number);
        }
        return true;
    }

    /** Takes in all verdicts, of a desk that was filled. */
    void judgeAll() throws SQLException {
        List<Long> judged = new ArrayList<>();
        try (ResultSet rows = desk.prepare("SELECT n FROM alerts WHERE id IN (SELECT flow FROM verdicts) UNION"
                        + " SELECT n FROM alert_flows WHERE flow IN (SELECT flow FROM verdicts)")
                .executeQuery()) {
            while (rows.next()) {
                judged.add(rows.getLong(1));
            }
        }
        for (long number : judged) {
            judge(number, null);
        }
    }

    /** How many rows it put in: none, where the number or the id is taken. */
    private int insert(AlertRecord alert, long number, AlertState state) throws SQLException {
        String words = alert.words();
        int rows = desk.update(
                "INSERT OR IGNORE INTO alerts(n, id, state, kind, category, score, src, dst, service, flows, destinations, first,"
                        + " last, version, threat, assignee, words) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                alert.id,
                state.code(),
                alert.kind,
                alert.category,
                alert.score,
                alert.source,
                alert.destination,
                alert.service,
                alert.flows,
                alert.destinations,
                alert.firstMillis,
                alert.lastMillis,
                alert.modelVersion,
                alert.shape(),
                desk.isLive() ? desk.text("SELECT assignee FROM assignments WHERE alert = ?", alert.id) : null,
                words);
        if (rows > 0) {
            desk.reword(number, null, words);
        }
        return rows;
    }

    private void renew(AlertRecord alert, long number, double score, String words) throws SQLException {
        desk.update(
                "UPDATE alerts SET kind = ?, category = coalesce(?, category), score = ?, src = ?, dst = ?, service = ?,"
                        + " flows = ?, destinations = ?, first = ?, last = ?, version = ?, threat = ? WHERE n = ?",
                alert.kind,
                alert.category,
                Math.max(score, alert.score),
                alert.source,
                alert.destination,
                alert.service,
                alert.flows,
                alert.destinations,
                alert.firstMillis,
                alert.lastMillis,
                alert.modelVersion,
                alert.shape(),
                number);
        desk.reword(number, words, Words.join(words, alert.words()));
    }

    /** Forgets an alert of which nothing is to be left, with what was said of it. */
    void forget(byte @Nullable [] key) throws SQLException {
        String id = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        Long number = desk.number("SELECT n FROM alerts WHERE id = ?", id);
        if (number == null) {
            return;
        }
        if (desk.isLive()) {
            desk.update(
                    "INSERT INTO alert_words(alert_words, rowid, words) SELECT 'delete', n, words FROM alerts WHERE n = ?",
                    number);
        }
        desk.update(
                "DELETE FROM verdicts WHERE flow = ? OR flow IN (SELECT flow FROM alert_flows WHERE n = ?)",
                id,
                number);
        desk.update("DELETE FROM assignments WHERE alert = ?", id);
        desk.update("DELETE FROM alert_records WHERE n = ?", number);
        desk.update("DELETE FROM alert_flows WHERE n = ?", number);
        desk.update("DELETE FROM alerts WHERE n = ?", number);
    }

    /** Takes a host out of the words by which alerts are found; comments put it there. */
    void forget(NamedHost host) throws SQLException {
        Map<Long, String> named = new HashMap<>();
        try (ResultSet rows = desk.prepare("SELECT n, words FROM alerts").executeQuery()) {
            while (rows.next()) {
                if (host.isNamedIn(rows.getString(2))) {
                    named.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        for (Map.Entry<Long, String> one : named.entrySet()) {
            desk.reword(one.getKey(), one.getValue(), Words.plain(host.without(one.getValue())));
        }
    }

    private long free(long wanted) throws SQLException {
        for (long number = wanted; number < wanted + MOST_ALIKE; number++) {
            if (desk.number("SELECT n FROM alerts WHERE n = ?", number) == null) {
                return number;
            }
        }
        throw new SQLException("more than " + MOST_ALIKE + " alerts of one moment have the same hash");
    }

    /** The alert that a flow is known to be part of; null if it is part of none. */
    @Nullable
    Long numberOf(String flowId) throws SQLException {
        Long number = desk.number("SELECT n FROM alerts WHERE id = ?", flowId);
        return number != null ? number : desk.number("SELECT n FROM alert_flows WHERE flow = ?", flowId);
    }

    /** Takes in what was said of an alert; what is said last and stands, counts. */
    AlertState judge(long number, @Nullable String comment) throws SQLException {
        String id = desk.text("SELECT id FROM alerts WHERE n = ?", number);
        AlertState state = id == null ? AlertState.OPEN : judged(id, number).orElse(unjudged(number));
        desk.update("UPDATE alerts SET state = ? WHERE n = ?", state.code(), number);
        String words = desk.text("SELECT words FROM alerts WHERE n = ?", number);
        if (comment != null && words != null) {
            desk.reword(number, words, Words.join(words, comment));
        }
        return state;
    }

    private AlertState unjudged(long number) throws SQLException {
        PreparedStatement kept = desk.prepare("SELECT record FROM alert_records WHERE n = ?", number);
        try (ResultSet row = kept.executeQuery()) {
            AlertRecord alert = row.next() ? AlertRecord.read(row.getBytes(1)) : null;
            return alert == null ? AlertState.OPEN : allowed.stateOf(alert, AlertKey.raisedAtMillis(number));
        }
    }

    private Optional<AlertState> judged(String id, @Nullable Long number) throws SQLException {
        String verdict = desk.text(
                "SELECT verdict FROM verdicts WHERE undone = 0 AND (flow = ? OR flow IN"
                        + " (SELECT flow FROM alert_flows WHERE n = ?)) ORDER BY at DESC, place DESC LIMIT 1",
                id,
                number);
        return verdict == null ? Optional.empty() : AlertState.ofWord(verdict);
    }
}
