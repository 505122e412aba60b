package dev.weir.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few connections for reading, each used by one thread at a time. Thread-safe. */
final class Readers implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long MOST_WAIT_SECONDS = 10;

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    /** What a row says. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Readers(DeskFile file) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(file.openReader());
        }
    }

    /** All rows of an answer. */
    <T> List<T> list(String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader) {
        Connection connection = take();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DeskException(e);
        } finally {
            idle.add(connection);
        }
    }

    private Connection take() {
        try {
            Connection connection = idle.poll(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (connection == null) {
                throw new DeskException(new SQLException("the desk is closed or overloaded: ask again"));
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeskException(new SQLException("interrupted while waiting for the desk", e));
        }
    }

    /** Waits for those at work. */
    @Override
    public void close() throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            take().close();
        }
    }
}
