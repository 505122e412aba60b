package dev.weir.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the statement that a query of alerts means. Nothing of the query gets into its text but as a parameter. */
final class AlertSql {
    static final String COLUMNS = "a.n, a.id, a.state, a.kind, a.category, a.score, a.src, a.dst, a.service, a.flows,"
            + " a.destinations, a.first, a.last, a.version, a.threat, a.assignee";

    private final AlertQuery query;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private AlertSql(AlertQuery query) {
        this.query = query;
    }

    /** One row more than asked for, which tells whether there are more. */
    static AlertSql of(AlertQuery query) {
        AlertSql made = new AlertSql(query);
        if (query.host() == null) {
            made.select(null, null);
        } else {
            // Each half has an index to go by, in the order of the list.
            made.sql.append("SELECT * FROM (SELECT * FROM (");
            made.select("src", query.host());
            made.sql.append(") UNION SELECT * FROM (");
            made.select("dst", query.host());
            made.sql.append(")) a").append(made.order("a"));
        }
        return made;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private boolean isByScore() {
        return query.order() == AlertQuery.Order.SCORE;
    }

    private void select(@Nullable String hostColumn, @Nullable String host) {
        sql.append("SELECT ").append(COLUMNS).append(" FROM ");
        List<String> conditions = new ArrayList<>();
        String number = "a.n";
        if (query.text() != null) {
            // The words lead: they are in the order of time, and end at the first rows that fit.
            sql.append("alert_words w CROSS JOIN alerts a ON a.n = w.rowid");
            conditions.add("w.alert_words MATCH ?");
            parameters.add(Words.query(query.text()));
            number = "w.rowid";
        } else {
            sql.append("alerts a");
        }
        if (hostColumn != null && host != null) {
            add(conditions, "a." + hostColumn + " = ?", host);
        }
        add(
                conditions,
                "a.state = ?",
                query.state() == null ? null : query.state().code());
        add(conditions, "a.kind = ?", query.kind());
        add(conditions, "a.category = ?", query.category());
        add(conditions, "a.assignee = ?", query.assignee());
        add(conditions, "a.score >= ?", query.leastScore());
        add(conditions, number + " >= ?", query.fromMillis() == null ? null : AlertKey.first(query.fromMillis()));
        add(conditions, number + " < ?", query.toMillis() == null ? null : AlertKey.first(query.toMillis()));
        addCursor(conditions, number);
        if (!conditions.isEmpty()) {
            sql.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        sql.append(query.text() == null ? order("a") : " ORDER BY w.rowid DESC LIMIT " + (query.limit() + 1));
    }

    private void addCursor(List<String> conditions, String number) {
        if (query.cursor() == null) {
            return;
        }
        Cursor cursor = Cursor.of(query.cursor());
        if (isByScore()) {
            conditions.add("(a.score, a.n) < (?, ?)");
            parameters.add(cursor.score());
            parameters.add(cursor.number());
        } else {
            add(conditions, number + " < ?", cursor.number());
        }
    }

    private void add(List<String> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }

    private String order(String table) {
        String columns = isByScore() ? table + ".score DESC, " + table + ".n DESC" : table + ".n DESC";
        return " ORDER BY " + columns + " LIMIT " + (query.limit() + 1);
    }
}
