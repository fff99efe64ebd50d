package dev.trackside.plugin.history;

import dev.trackside.plugin.history.database.Columns;
import dev.trackside.plugin.history.database.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the events of a run as they are asked for, each of its rows of metrics put together. */
final class EventReader extends Spliterators.AbstractSpliterator<RecordedEvent> implements AutoCloseable {

    private static final String QUERY =
            "SELECT e.event, e.kind, e.epoch_index, e.batch_index, e.step, s.elapsed_before_ns + e.elapsed_ns, e.examples, e.skipped,"
                    + " e.complete, v.metric, v.value FROM sessions s JOIN events e ON e.session = s.session"
                    + " LEFT JOIN metric_values v ON v.event = e.event"
                    + " WHERE s.run = ? AND e.superseded IS NULL AND e.kind IN (%s) ORDER BY e.event, v.metric";

    private static final String LAST_BATCH =
            "SELECT e.epoch_index, e.batch_index, e.step, s.elapsed_before_ns + e.elapsed_ns, e.examples, e.skipped, e.complete"
                    + " FROM sessions s JOIN events e ON e.session = s.session"
                    + " WHERE s.run = ? AND e.superseded IS NULL AND e.kind = 'batch' ORDER BY e.event DESC LIMIT 1";

    private final History history;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Map<Long, String> names;
    private boolean there;

    private EventReader(History history, PreparedStatement statement, ResultSet rows, Map<Long, String> names)
            throws SQLException {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.history = history;
        this.statement = statement;
        this.rows = rows;
        this.names = names;
        this.there = rows.next();
    }

    /** The events of some kinds with their metrics. */
    static Stream<RecordedEvent> events(History history, long run, Collection<RecordedEvent.Kind> kinds)
            throws SQLException {
        String chosen = kinds.stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(", "));
        PreparedStatement statement = history.connection().prepareStatement(QUERY.formatted(chosen));
        try {
            statement.setLong(1, run);
            EventReader reader =
                    new EventReader(history, statement, statement.executeQuery(), history.metricNames(run));
            return StreamSupport.stream(reader, false).onClose(reader::close);
        } catch (SQLException fault) {
            statement.close();
            throw fault;
        }
    }

    /** The training batch that ended last, without its metrics. */
    static Optional<RecordedEvent> lastBatch(Statements sql, long run) throws SQLException {
        try (ResultSet row = sql.bound(LAST_BATCH, run).executeQuery()) {
            return row.next()
                    ? Optional.of(new RecordedEvent(
                            RecordedEvent.Kind.BATCH,
                            row.getInt(1),
                            row.getInt(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getDouble(5),
                            row.getInt(6) != 0,
                            row.getInt(7) != 0,
                            Map.of()))
                    : Optional.empty();
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super RecordedEvent> action) {
        RecordedEvent event = there ? history.reading(this::read) : null;
        if (event == null) {
            return false;
        }
        if (!there) {
            close();
        }
        action.accept(event);
        return true;
    }

    private RecordedEvent read() throws SQLException {
        long number = rows.getLong(1);
        RecordedEvent.Kind kind = RecordedEvent.Kind.of(rows.getString(2));
        int epoch = rows.getInt(3);
        int batch = rows.getInt(4);
        if (rows.wasNull()) {
            batch = -1;
        }
        long step = rows.getLong(5);
        long elapsed = rows.getLong(6);
        double examples = rows.getDouble(7);
        boolean skipped = rows.getInt(8) != 0;
        boolean complete = rows.getInt(9) != 0;
        Map<String, Double> metrics = new LinkedHashMap<>();
        do {
            String name = names.get(rows.getLong(10));
            if (name != null) {
                metrics.put(name, Columns.value(rows, 11));
            }
            there = rows.next();
        } while (there && rows.getLong(1) == number);
        return new RecordedEvent(kind, epoch, batch, step, elapsed, examples, skipped, complete, metrics);
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
