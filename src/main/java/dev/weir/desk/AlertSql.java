package dev.weir.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statement that a query of alerts means. Nothing of the query gets into its text but as a parameter.
 *
 * <p>Words are found in two ways. The index of words knows at once where a word is, but to find a beginning it must put together all
 * rows of all words that begin so, which may be most of a million. So the newest rows are looked through first: of what is frequent
 * they fill a page, and what is not takes the index little.
 */
final class AlertSql {
    static final String COLUMNS = "a.n, a.id, a.state, a.kind, a.category, a.score, a.src, a.dst, a.service, a.flows,"
            + " a.destinations, a.first, a.last, a.version, a.threat, a.assignee";

    /** How words are found. */
    private enum By {
        INDEX,
        READING
    }

    private final AlertQuery query;
    private final @Nullable By by;
    private final long since;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private AlertSql(AlertQuery query, @Nullable By by, long since) {
        this.query = query;
        this.by = by;
        this.since = since;
    }

    /** One row more than asked for, which tells whether there are more. */
    static AlertSql of(AlertQuery query) {
        AlertSql made = new AlertSql(query, query.text() == null ? null : By.INDEX, 0);
        made.rows(COLUMNS, query.limit() + 1);
        return made;
    }

    /** The same rows as far as they are no older than that of a number, without the index of words. */
    static AlertSql since(AlertQuery query, long number) {
        AlertSql made = new AlertSql(query, By.READING, number);
        made.rows(COLUMNS, query.limit() + 1);
        return made;
    }

    /** The number of the row that is so far down the list, whatever its words; none if the list is shorter. */
    static AlertSql numberAt(AlertQuery query, int place) {
        AlertSql made = new AlertSql(query, null, 0);
        made.rows("a.n", place);
        made.sql.insert(0, "SELECT n FROM (").append(") LIMIT 1 OFFSET ").append(place - 1);
        return made;
    }

    /** Whether the newest rows are to be looked through first. */
    static boolean isForTheNewest(AlertQuery query) {
        boolean isNarrowed = query.state() != null
                || query.kind() != null
                || query.category() != null
                || query.host() != null
                || query.assignee() != null
                || query.leastScore() != null;
        return query.text() != null && (isNarrowed || Words.haveBeginning(query.text()));
    }

    private void rows(String columns, int limit) {
        if (query.host() == null) {
            select(columns, limit, null, null);
        } else {
            // Each half has an index to go by, in the order of the list.
            sql.append("SELECT * FROM (SELECT * FROM (");
            select(columns, limit, "src", query.host());
            sql.append(") UNION SELECT * FROM (");
            select(columns, limit, "dst", query.host());
            sql.append(")) a").append(order(limit));
        }
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

    private void select(String columns, int limit, @Nullable String hostColumn, @Nullable String host) {
        sql.append("SELECT ").append(columns).append(" FROM ");
        List<String> conditions = new ArrayList<>();
        String number = "a.n";
        if (by == By.INDEX) {
            // The words lead: they are in the order of time, and end at the first rows that fit.
            sql.append("alert_words w CROSS JOIN alerts a ON a.n = w.rowid");
            add(conditions, "w.alert_words MATCH ?", Words.query(String.valueOf(query.text())));
            number = "w.rowid";
        } else {
            sql.append("alerts a");
        }
        if (by == By.READING) {
            add(conditions, "a.n >= ?", since);
            Words.patterns(String.valueOf(query.text()))
                    .forEach(pattern -> add(conditions, "' ' || a.words || ' ' LIKE ? ESCAPE '\\'", pattern));
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
        sql.append(by == By.INDEX ? " ORDER BY w.rowid DESC LIMIT " + limit : order(limit));
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

    private String order(int limit) {
        return " ORDER BY " + (isByScore() ? "a.score DESC, a.n DESC" : "a.n DESC") + " LIMIT " + limit;
    }
}
