package dev.trackside.plugin.history.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads columns that may be NULL. */
public final class Columns {

    private Columns() {}

    /**
     * A metric.
     *
     * @param row a row
     * @param column the number of the column, from 1
     * @return the value; NaN for NULL, as which it is written
     * @throws SQLException if there is no such column
     */
    public static double value(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /**
     * A text.
     *
     * @param row a row
     * @param column the name of the column
     * @return the text; empty for NULL
     * @throws SQLException if there is no such column
     */
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /**
     * A time.
     *
     * @param row a row
     * @param column the name of the column
     * @return the time; empty for NULL
     * @throws SQLException if there is no such column
     */
    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return text(row, column).map(Times::of);
    }
}
