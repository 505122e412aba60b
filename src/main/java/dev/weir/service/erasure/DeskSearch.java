package dev.weir.service.erasure;

import dev.weir.sharing.privacy.NamedHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Searches all tables of a desk for a host, while it is written to or at rest. */
final class DeskSearch {
    private static final int BUSY_MILLIS = 5_000;

    private final NamedHost host;
    private final Path desk;

    DeskSearch(NamedHost host, Path desk) {
        this.host = host;
        this.desk = desk;
    }

    /**
     * How many rows name it; 0 if there is no desk.
     *
     * @throws IllegalStateException if the desk cannot be read
     */
    long count() {
        if (Files.notExists(desk)) {
            return 0;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + desk);
                Statement statement = connection.createStatement()) {
            long rows = 0;
            for (String table : tables(statement)) {
                rows += count(statement, table);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(desk + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All but the index of words, which has those of a table. */
    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                + " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'alert_words%'")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private long count(Statement statement, String table) throws SQLException {
        long found = 0;
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                boolean isNamed = false;
                for (int column = 1; column <= columns && !isNamed; column++) {
                    isNamed = isNamedIn(rows.getObject(column));
                }
                found += isNamed ? 1 : 0;
            }
        }
        return found;
    }

    private boolean isNamedIn(Object value) {
        return value instanceof byte[] bytes
                ? host.isNamedIn(new String(bytes, StandardCharsets.UTF_8))
                : value instanceof String text && host.isNamedIn(text);
    }
}
