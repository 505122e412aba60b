package dev.weir.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records into the tables. One thread, one connection; the caller commits. */
final class DeskWriter {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    /** Whether the lists are searched meanwhile, and are told of what changes. */
    private final boolean live;

    DeskWriter(Connection connection, boolean live) {
        this.connection = connection;
        this.live = live;
    }

    boolean isLive() {
        return live;
    }

    /** A statement with its parameters, in order; null stands for absent. */
    PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    int update(String sql, @Nullable Object... parameters) throws SQLException {
        return prepare(sql, parameters).executeUpdate();
    }

    /** The first column of the first row; null if there is none. */
    @Nullable
    String text(String sql, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = prepare(sql, parameters).executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The first column of the first row; null if there is none. */
    @Nullable
    Long number(String sql, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = prepare(sql, parameters).executeQuery()) {
            return rows.next() ? rows.getLong(1) : null;
        }
    }

    /** Notes a change for those who watch. */
    void change(String kind, ChangeJson json) throws SQLException {
        if (live) {
            update("INSERT INTO changes(kind, json) VALUES(?, ?)", kind, json.text());
        }
    }

    /** Makes an alert findable by other words than before. */
    void reword(long number, @Nullable String before, String words) throws SQLException {
        if (before != null && before.equals(words)) {
            return;
        }
        if (live && before != null) {
            update("INSERT INTO alert_words(alert_words, rowid, words) VALUES('delete', ?, ?)", number, before);
        }
        if (before != null) {
            update("UPDATE alerts SET words = ? WHERE n = ?", words, number);
        }
        if (live) {
            update("INSERT INTO alert_words(rowid, words) VALUES(?, ?)", number, words);
        }
    }

    void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
