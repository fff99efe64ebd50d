package dev.trackside.plugin.history;

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
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** A statement to be bound and executed at once, never closed. */
    PreparedStatement of(String sql) throws SQLException {
        PreparedStatement there = prepared.get(sql);
        if (there == null) {
            there = connection.prepareStatement(sql);
            prepared.put(sql, there);
        }
        return there;
    }

    /** A statement with its values bound: texts, numbers, truth values, times; null is NULL, and so is NaN. */
    PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = of(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** The key of the row that was inserted last. */
    long lastRow() throws SQLException {
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

    static void bind(PreparedStatement statement, int index, double value) throws SQLException {
        if (Double.isNaN(value)) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setDouble(index, value);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
    }
}
