package dev.trackside.plugin.history;

import dev.trackside.plugin.history.database.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what has metrics as it is asked for, and no more of it: each is several rows, one a metric, which are put together. */
final class MetricStream<T> extends Spliterators.AbstractSpliterator<T> implements AutoCloseable {

    private final History history;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Map<Long, String> names;
    private final Form<T> form;
    private boolean there;

    /** What becomes of the rows of one key. */
    @FunctionalInterface
    interface Form<T> {
        /** Reads the columns that all its rows share, the fourth and later ones; what is given takes the metrics. */
        Function<Map<String, Double>, T> of(ResultSet first) throws SQLException;
    }

    private MetricStream(
            History history, PreparedStatement statement, ResultSet rows, Map<Long, String> names, Form<T> form)
            throws SQLException {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.history = history;
        this.statement = statement;
        this.rows = rows;
        this.names = names;
        this.form = form;
        this.there = rows.next();
    }

    /**
     * Reads a run.
     *
     * @param query asks for a key, the number of a metric, its value, and further columns, ordered by the first two; its parameter is the run
     */
    static <T> Stream<T> of(History history, long run, String query, Form<T> form) throws SQLException {
        PreparedStatement statement = history.connection().prepareStatement(query);
        try {
            statement.setLong(1, run);
            MetricStream<T> reader =
                    new MetricStream<>(history, statement, statement.executeQuery(), history.metricNames(run), form);
            return StreamSupport.stream(reader, false).onClose(reader::close);
        } catch (SQLException fault) {
            statement.close();
            throw fault;
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        T next = there ? history.reading(this::read) : null;
        if (next == null) {
            return false;
        }
        if (!there) {
            close();
        }
        action.accept(next);
        return true;
    }

    private T read() throws SQLException {
        long key = rows.getLong(1);
        Function<Map<String, Double>, T> taking = form.of(rows);
        Map<String, Double> metrics = new LinkedHashMap<>();
        do {
            String name = names.get(rows.getLong(2));
            if (name != null) {
                metrics.put(name, Columns.value(rows, 3));
            }
            there = rows.next();
        } while (there && rows.getLong(1) == key);
        return taking.apply(metrics);
    }

    @Override
    public void close() {
        there = false;
        history.reading(() -> {
            statement.close();
            return true;
        });
    }
}
