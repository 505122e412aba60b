package dev.weir.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the desk. A file of another version is not converted but rebuilt. */
final class Schema {
    static final int VERSION = 6;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE places(topic TEXT, partition INTEGER, next INTEGER NOT NULL, PRIMARY KEY(topic, partition))"
                    + " WITHOUT ROWID",
            "CREATE TABLE alerts(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state INTEGER NOT NULL,"
                    + " kind TEXT NOT NULL, category TEXT, score REAL NOT NULL, src TEXT NOT NULL, dst TEXT NOT NULL,"
                    + " service TEXT, flows INTEGER NOT NULL, destinations INTEGER NOT NULL, first INTEGER NOT NULL,"
                    + " last INTEGER NOT NULL, version INTEGER NOT NULL, threat TEXT, assignee TEXT, words TEXT NOT NULL)",
            "CREATE TABLE alert_records(n INTEGER PRIMARY KEY, record BLOB NOT NULL)",
            "CREATE TABLE assignments(alert TEXT PRIMARY KEY, assignee TEXT, at INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE alert_flows(flow TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE verdicts(partition INTEGER, place INTEGER, flow TEXT NOT NULL, analyst TEXT NOT NULL,"
                    + " verdict TEXT NOT NULL, category TEXT, comment TEXT, at INTEGER NOT NULL, undone INTEGER NOT NULL,"
                    + " PRIMARY KEY(partition, place)) WITHOUT ROWID",
            "CREATE INDEX verdicts_flow ON verdicts(flow)",
            "CREATE INDEX verdicts_at ON verdicts(at)",
            "CREATE TABLE model_events(version INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL,"
                    + " by TEXT NOT NULL, flow TEXT, verdict TEXT, category TEXT, correction INTEGER NOT NULL,"
                    + " name TEXT, to_version INTEGER)",
            "CREATE INDEX model_events_flow ON model_events(flow)",
            "CREATE INDEX model_events_kind ON model_events(kind)",
            "CREATE TABLE dead(topic TEXT, reason TEXT, count INTEGER NOT NULL, last INTEGER NOT NULL,"
                    + " PRIMARY KEY(topic, reason)) WITHOUT ROWID",
            "CREATE TABLE dead_samples(s INTEGER PRIMARY KEY, topic TEXT NOT NULL, reason TEXT NOT NULL,"
                    + " partition INTEGER NOT NULL, place INTEGER NOT NULL, detail TEXT NOT NULL, beginning TEXT NOT NULL)",
            "CREATE INDEX dead_samples_reason ON dead_samples(topic, reason)",
            "CREATE TABLE dead_verdicts(partition INTEGER, place INTEGER, reason TEXT NOT NULL,"
                    + " PRIMARY KEY(partition, place)) WITHOUT ROWID",
            "CREATE TABLE allow_rules(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event BLOB NOT NULL,"
                    + " ended INTEGER NOT NULL)",
            "CREATE TABLE changes(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, json TEXT NOT NULL)",
            "CREATE VIRTUAL TABLE alert_words USING fts5(words, content='alerts', content_rowid='n', detail=none,"
                    + " prefix='" + Words.INDEXED_BEGINNINGS + "', tokenize=\"unicode61 tokenchars '.:-_/@'\")");

    /** Each ends with the number of the alert, by which SQLite orders what is alike. */
    private static final List<String> ALERT_INDEXES = List.of(
            "state",
            "state, score",
            "kind",
            "kind, score",
            "category",
            "category, score",
            "src",
            "src, score",
            "dst",
            "dst, score",
            "score");

    /** Pieces of the index of words are joined once at the end, and from then on as SQLite is used to (4 and 16). */
    private static final List<String> WORDS = List.of(
            words("automerge", 0),
            words("crisismerge", 1_999),
            "INSERT INTO alert_words(alert_words) VALUES('rebuild')",
            "INSERT INTO alert_words(alert_words) VALUES('optimize')",
            words("automerge", 4),
            words("crisismerge", 16));

    /** An index is sorted by so many threads. */
    private static final int SORTERS = 2;

    private Schema() {}

    private static String words(String setting, int value) {
        return "INSERT INTO alert_words(alert_words, rank) VALUES('" + setting + "', " + value + ")";
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    /** To be called once all that is there has been read: made at once, an index costs a fraction. */
    static void index(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA threads = " + SORTERS);
            for (String columns : ALERT_INDEXES) {
                statement.execute("CREATE INDEX alerts_" + columns.replace(", ", "_") + " ON alerts(" + columns + ")");
            }
            statement.execute("CREATE INDEX alerts_assignee ON alerts(assignee) WHERE assignee IS NOT NULL");
            for (String step : WORDS) {
                statement.execute(step);
            }
            statement.execute("PRAGMA analysis_limit = 1000");
            statement.execute("ANALYZE");
        }
    }
}
