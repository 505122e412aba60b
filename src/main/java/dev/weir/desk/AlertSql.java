package dev.weir.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statement that a query of alerts means. Nothing of the query gets into its text but as a parameter.
 *
 * <p>Words are found in two ways. The index of words knows at once where a word or a short beginning is, but to find a long beginning it
 * must put together all rows of all words that begin so, and of words narrowed by something else it may read many rows that do not
 * fit. So the newest rows are looked through first in these cases: of what is frequent they fill a page, and what is not takes the
 * index little.
 *
 * <p>What lies in an interval of time is listed by score in two ways too: a short interval is read and sorted, and of a long one the
 * scores are gone down until a page is full.
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
    /** Whether the order leads, and an interval of time only sifts. */
    private final boolean isOrderLeading;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private AlertSql(AlertQuery query, @Nullable By by, long since, boolean isOrderLeading) {
        this.query = query;
        this.by = by;
        this.since = since;
        this.isOrderLeading = isOrderLeading;
    }

    /** One row more than asked for, which tells whether there are more. */
    static AlertSql of(AlertQuery query) {
        AlertSql made = new AlertSql(query, query.text() == null ? null : By.INDEX, 0, false);
        made.rows(COLUMNS, query.limit() + 1);
        return made;
    }

    /** The same rows, found by going down the scores. */
    static AlertSql downTheScores(AlertQuery query) {
        AlertSql made = new AlertSql(query, null, 0, true);
        made.rows(COLUMNS, query.limit() + 1);
        return made;
    }

    /** Whether the list is of an interval of time by score, so that it matters how long the interval is. */
    static boolean isIntervalByScore(AlertQuery query) {
        return query.order() == AlertQuery.Order.SCORE
                && query.host() == null
                && (query.fromMillis() != null || query.toMillis() != null);
    }

    /** The number of the row that is so far into the interval of time, whatever else is asked; none if it has fewer. */
    static AlertSql numberInInterval(AlertQuery query, int place) {
        AlertSql made = new AlertSql(query, null, 0, false);
        made.sql.append("SELECT n FROM alerts a");
        List<String> conditions = new ArrayList<>();
        made.addInterval(conditions, "a.n");
        made.sql
                .append(" WHERE ")
                .append(String.join(" AND ", conditions))
                .append(" LIMIT 1 OFFSET ")
                .append(place - 1);
        return made;
    }

    /** The same rows as far as they are no older than that of a number, without the index of words. */
    static AlertSql since(AlertQuery query, long number) {
        AlertSql made = new AlertSql(query, By.READING, number, false);
        made.rows(COLUMNS, query.limit() + 1);
        return made;
    }

    /** The number of the row that is so far down the list, whatever its words; none if the list is shorter. */
    static AlertSql numberAt(AlertQuery query, int place) {
        AlertSql made = new AlertSql(query, null, 0, false);
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
        return query.text() != null && (isNarrowed || Words.haveLongBeginning(query.text()));
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
        // A plus keeps SQLite from choosing the rows by it.
        addInterval(conditions, isOrderLeading ? "+" + number : number);
        addCursor(conditions, number);
        if (!conditions.isEmpty()) {
            sql.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        sql.append(by == By.INDEX ? " ORDER BY w.rowid DESC LIMIT " + limit : order(limit));
    }

    private void addInterval(List<String> conditions, String number) {
        add(conditions, number + " >= ?", query.fromMillis() == null ? null : AlertKey.first(query.fromMillis()));
        add(conditions, number + " < ?", query.toMillis() == null ? null : AlertKey.first(query.toMillis()));
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
