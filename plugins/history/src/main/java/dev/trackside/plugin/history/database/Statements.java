package dev.trackside.plugin.history.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepared statements by their SQL, each prepared once. */
public final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /**
     * Prepares statements as they are asked for.
     *
     * @param connection the database, which whoever opened it closes
     */
    public Statements(Connection connection) {
        this.connection = connection;
    }

    /**
     * A statement to be bound and executed at once, never closed.
     *
     * @param sql the statement, with question marks for values
     * @return the one that was prepared for it
     * @throws SQLException if SQLite does not understand it
     */
    public PreparedStatement of(String sql) throws SQLException {
        PreparedStatement there = prepared.get(sql);
        if (there == null) {
            there = connection.prepareStatement(sql);
            prepared.put(sql, there);
        }
        return there;
    }

    /**
     * A statement with its values bound, else as {@link #of}.
     *
     * @param sql the statement
     * @param values texts, numbers, truth values, times; null is NULL, and so is NaN
     * @return the statement
     * @throws SQLException if SQLite does not understand it
     */
    public PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = of(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    /**
     * Executes a statement that changes rows.
     *
     * @param sql the statement
     * @param values its values, as {@link #bound} takes them
     * @return how many rows it changed
     * @throws SQLException if they cannot be changed
     */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /**
     * The key of the row that was inserted last.
     *
     * @return the key
     * @throws SQLException if it cannot be read
     */
    public long lastRow() throws SQLException {
        try (ResultSet row = of("SELECT last_insert_rowid()").executeQuery()) {
            return row.getLong(1);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Double number) {
            bind(statement, index, number.doubleValue());
        } else if (value instanceof Boolean truth) {
            statement.setInt(index, truth ? 1 : 0);
        } else if (value instanceof Instant time) {
            statement.setString(index, Times.text(time));
        } else {
            throw new IllegalArgumentException("no SQL for " + value.getClass());
        }
    }

    /**
     * Binds a number to a statement.
     *
     * @param statement the statement
     * @param index which of its question marks, from 1
     * @param value the number; NaN is NULL
     * @throws SQLException if there is no such question mark
     */
    public static void bind(PreparedStatement statement, int index, double value) throws SQLException {
        if (Double.isNaN(value)) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setDouble(index, value);
        }
    }

    /** Closes what was prepared, and not the connection. */
    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
    }
}
