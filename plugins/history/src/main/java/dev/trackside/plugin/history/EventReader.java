package dev.trackside.plugin.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    + " e.complete, m.name, v.value FROM sessions s JOIN events e ON e.session = s.session"
                    + " LEFT JOIN metric_values v ON v.event = e.event%s LEFT JOIN metrics m ON m.metric = v.metric"
                    + " WHERE s.run = ? AND e.superseded IS NULL%s ORDER BY e.event, v.metric";

    private final History history;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    private EventReader(History history, PreparedStatement statement, ResultSet rows) throws SQLException {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.history = history;
        this.statement = statement;
        this.rows = rows;
        this.there = rows.next();
    }

    /** The events of some kinds with all their metrics. */
    static Stream<RecordedEvent> events(History history, long run, Collection<RecordedEvent.Kind> kinds)
            throws SQLException {
        return events(history, run, kinds, "", List.of());
    }

    /** The events of some kinds with some of their metrics. */
    static Stream<RecordedEvent> events(
            History history, long run, Collection<RecordedEvent.Kind> kinds, Collection<String> metrics)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(metrics.size(), "?"));
        String chosen = " AND v.metric IN (SELECT metric FROM metrics WHERE name IN (" + places + "))";
        return events(history, run, kinds, chosen, metrics);
    }

    private static Stream<RecordedEvent> events(
            History history,
            long run,
            Collection<RecordedEvent.Kind> kinds,
            String ofMetrics,
            Collection<String> metrics)
            throws SQLException {
        String chosen = kinds.stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(", "));
        PreparedStatement statement =
                history.connection().prepareStatement(QUERY.formatted(ofMetrics, " AND e.kind IN (" + chosen + ")"));
        try {
            int place = 1;
            for (String metric : metrics) {
                statement.setString(place++, metric);
            }
            statement.setLong(place, run);
            EventReader reader = new EventReader(history, statement, statement.executeQuery());
            return StreamSupport.stream(reader, false).onClose(reader::close);
        } catch (SQLException fault) {
            statement.close();
            throw fault;
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
        boolean skipped = rows.getBoolean(8);
        boolean complete = rows.getBoolean(9);
        Map<String, Double> metrics = new LinkedHashMap<>();
        do {
            String name = rows.getString(10);
            if (name != null) {
                metrics.put(name, OverviewReader.value(rows, 11));
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
