package dev.weir.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * The file of the desk. While it is filled from the start nobody reads it, and it is written without a journal, since what a crash
 * leaves of it is thrown away; from then on readers and the writer do not wait for each other.
 */
final class DeskFile {
    private static final int CACHE_KIB = 64 * 1024;
    private static final int READER_CACHE_KIB = 8 * 1024;
    private static final int BUSY_MILLIS = 5_000;

    private final Path path;

    DeskFile(Path path) {
        this.path = path;
    }

    /** Whether a whole desk of this version is there. */
    boolean isWhole() {
        if (Files.notExists(path)) {
            return false;
        }
        try (Connection connection = openReader();
                Statement statement = connection.createStatement()) {
            try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
                if (!version.next() || version.getInt(1) != Schema.VERSION) {
                    return false;
                }
            }
            try (ResultSet whole = statement.executeQuery("SELECT value FROM meta WHERE name = 'whole'")) {
                return whole.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    void delete() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
                Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the desk's file " + path + " cannot be made anew", e);
        }
    }

    /** For the first filling. */
    Connection openToFill() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return open(config);
    }

    Connection openToWrite() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        return open(config);
    }

    Connection openReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + path);
    }

    private Connection open(SQLiteConfig config) throws SQLException {
        // Nobody asks for them, and they take a statement after each that inserts.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + path);
        connection.setAutoCommit(false);
        return connection;
    }
}
