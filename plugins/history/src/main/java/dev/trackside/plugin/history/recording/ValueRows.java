package dev.trackside.plugin.history.recording;

import dev.trackside.plugin.history.database.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Writes the metrics of an event, decision or checkpoint: names get numbers when a run first has them, values a row each, all in one statement. */
final class ValueRows {

    private static final int MOST_AT_ONCE = 100;

    private final Statements sql;
    private final long run;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> inserts = new HashMap<>();

    /** Begins with the names that the run has. */
    ValueRows(Statements sql, long run) throws SQLException {
        this.sql = sql;
        this.run = run;
        try (ResultSet rows =
                sql.bound("SELECT name, metric FROM metrics WHERE run = ?", run).executeQuery()) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
    }

    /**
     * Writes values.
     *
     * @param table a table of three columns, e.g. {@code metric_values}
     * @param owner the row that has them
     */
    void insert(String table, long owner, Map<String, Double> metrics) throws SQLException {
        int left = metrics.size();
        PreparedStatement statement = null;
        int index = 0;
        int size = 0;
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            long number = number(metric.getKey());
            if (statement == null) {
                size = Math.min(left, MOST_AT_ONCE);
                statement = sql.of(insert(table, size));
                index = 0;
            }
            statement.setLong(index + 1, owner);
            statement.setLong(index + 2, number);
            Statements.bind(statement, index + 3, metric.getValue());
            index += 3;
            left--;
            if (index == 3 * size) {
                statement.executeUpdate();
                statement = null;
            }
        }
    }

    private String insert(String table, int rows) {
        return inserts.computeIfAbsent(
                table + rows, key -> "INSERT INTO " + table + " VALUES (?, ?, ?)" + ", (?, ?, ?)".repeat(rows - 1));
    }

    private long number(String name) throws SQLException {
        Long known = numbers.get(name);
        if (known == null) {
            sql.update("INSERT INTO metrics (run, name) VALUES (?, ?)", run, name);
            known = sql.lastRow();
            numbers.put(name, known);
        }
        return known;
    }
}
