package dev.weir.desk;

import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.StandingRule;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.wire.AllowEventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is allowed on this network, also what was: an alert that came while a rule stood, or was open when one came, stays closed
 * when the rule goes.
 */
final class AllowWriter {
    private final DeskWriter desk;
    private final Map<String, Period> rules = new LinkedHashMap<>();

    /** A rule, and when it was taken back. */
    private record Period(AllowEvent.Allow allow, long endMillis) {
        boolean covers(AlertRecord alert, long atMillis) {
            return atMillis < endMillis
                    && allow.rule()
                            .covers(
                                    alert.source,
                                    alert.destination,
                                    alert.port,
                                    alert.threat,
                                    Instant.ofEpochMilli(atMillis));
        }
    }

    AllowWriter(DeskWriter desk) throws SQLException {
        this.desk = desk;
        try (ResultSet rows = desk.prepare("SELECT id, event, ended FROM allow_rules ORDER BY n")
                .executeQuery()) {
            while (rows.next()) {
                if (AllowEventJson.read(rows.getBytes(2)).orElse(null) instanceof AllowEvent.Allow allow) {
                    rules.put(rows.getString(1), new Period(allow, rows.getLong(3)));
                }
            }
        }
    }

    /** Takes in a change of the allowlist, and closes the open alerts that it covers. */
    void write(long offset, byte @Nullable [] value, long atMillis) throws SQLException {
        AllowEvent event = AllowEventJson.read(value).orElse(null);
        if (event instanceof AllowEvent.Allow allow) {
            String id = StandingRule.idOf(offset);
            Period period = new Period(allow, Long.MAX_VALUE);
            rules.put(id, period);
            desk.update(
                    "INSERT OR IGNORE INTO allow_rules(n, id, event, ended) VALUES(?, ?, ?, ?)",
                    offset,
                    id,
                    value,
                    Long.MAX_VALUE);
            close(period);
        } else if (event instanceof AllowEvent.Disallow disallow) {
            rules.computeIfPresent(disallow.id(), (id, period) -> new Period(period.allow(), atMillis));
            desk.update("UPDATE allow_rules SET ended = ? WHERE id = ?", atMillis, disallow.id());
            reopen(atMillis);
        }
    }

    /** Deletes the rules for a host, and takes it out of the words of others. */
    void forget(NamedHost host) throws SQLException {
        for (Map.Entry<String, Period> rule : List.copyOf(rules.entrySet())) {
            AllowEvent event = rule.getValue().allow();
            AllowEvent other = AllowEventJson.without(host, event).orElse(null);
            if (other == null) {
                rules.remove(rule.getKey());
                desk.update("DELETE FROM allow_rules WHERE id = ?", rule.getKey());
            } else if (other instanceof AllowEvent.Allow allow && other != event) {
                rules.put(rule.getKey(), new Period(allow, rule.getValue().endMillis()));
                desk.update(
                        "UPDATE allow_rules SET event = ? WHERE id = ?", AllowEventJson.write(allow), rule.getKey());
            }
        }
    }

    private void close(Period period) throws SQLException {
        move(AlertState.OPEN, AlertState.ALLOWED, 0, period::covers);
    }

    /** Alerts that came after a rule had gone, and were read before it. */
    private void reopen(long fromMillis) throws SQLException {
        move(
                AlertState.ALLOWED,
                AlertState.OPEN,
                fromMillis,
                (alert, atMillis) -> stateOf(alert, atMillis) == AlertState.OPEN);
    }

    private interface AlertTest {
        boolean holds(AlertRecord alert, long atMillis);
    }

    private void move(AlertState from, AlertState to, long fromMillis, AlertTest test) throws SQLException {
        List<Long> moved = new ArrayList<>();
        try (ResultSet rows = desk.prepare(
                        "SELECT n, record FROM alerts JOIN alert_records USING(n) WHERE state = ? AND n >= ?",
                        from.code(),
                        AlertKey.first(fromMillis))
                .executeQuery()) {
            while (rows.next()) {
                AlertRecord alert = AlertRecord.read(rows.getBytes(2));
                if (alert != null && test.holds(alert, AlertKey.raisedAtMillis(rows.getLong(1)))) {
                    moved.add(rows.getLong(1));
                }
            }
        }
        for (long number : moved) {
            desk.update("UPDATE alerts SET state = ? WHERE n = ?", to.code(), number);
            desk.change(
                    "alert",
                    new ChangeJson()
                            .put("alert_id", desk.text("SELECT id FROM alerts WHERE n = ?", number))
                            .put("is_new", false)
                            .put("state", to.word()));
        }
    }

    /** What is made of an alert that nobody has given a verdict on. */
    AlertState stateOf(AlertRecord alert, long atMillis) {
        return rules.values().stream().anyMatch(period -> period.covers(alert, atMillis))
                ? AlertState.ALLOWED
                : AlertState.OPEN;
    }
}
