package dev.trackside.plugin.history;

import dev.trackside.plugin.history.database.Columns;
import dev.trackside.plugin.history.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The values of one metric at the training batches of a run, in order. Immutable.
 *
 * @since 0.1
 */
public final class BatchValues {

    private static final String QUERY = "SELECT e.epoch_index << 32 | e.batch_index, v.value FROM sessions s"
            + " JOIN events e ON e.session = s.session JOIN metric_values v ON v.event = e.event"
            + " WHERE s.run = ?1 AND e.kind = 'batch' AND e.superseded IS NULL"
            + " AND v.metric = (SELECT metric FROM metrics WHERE run = ?1 AND name = ?2) ORDER BY e.event";

    private long[] places = new long[256];
    private double[] values = new double[256];
    private int size;

    private BatchValues() {}

    static BatchValues read(Statements sql, long run, String metric) throws SQLException {
        BatchValues all = new BatchValues();
        try (ResultSet row = sql.bound(QUERY, run, metric).executeQuery()) {
            while (row.next()) {
                all.add(row.getLong(1), Columns.value(row, 2));
            }
        }
        return all;
    }

    private void add(long place, double value) {
        if (size == values.length) {
            places = Arrays.copyOf(places, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        places[size] = place;
        values[size++] = value;
    }

    /**
     * How many there are.
     *
     * @return a count from 0
     */
    public int size() {
        return size;
    }

    /**
     * The epoch of a value.
     *
     * @param index an index below {@link #size}
     * @return the index of the epoch, from 0
     */
    public int epoch(int index) {
        return (int) (places[index] >> 32);
    }

    /**
     * The batch of a value.
     *
     * @param index an index below {@link #size}
     * @return the index of the batch within its epoch, from 0
     */
    public int batch(int index) {
        return (int) places[index];
    }

    /**
     * A value.
     *
     * @param index an index below {@link #size}
     * @return the metric at that batch, NaN too
     */
    public double value(int index) {
        return values[index];
    }
}
