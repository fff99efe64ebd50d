package dev.trackside.plugin.history;

import dev.trackside.plugin.history.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the events of a run. */
final class EventReader {

    private static final String QUERY =
            "SELECT e.event, v.metric, v.value, e.kind, e.epoch_index, e.batch_index, e.step, s.elapsed_before_ns + e.elapsed_ns,"
                    + " e.examples, e.skipped, e.complete FROM sessions s JOIN events e ON e.session = s.session"
                    + " LEFT JOIN metric_values v ON v.event = e.event"
                    + " WHERE s.run = ? AND e.superseded IS NULL AND e.kind IN (%s) ORDER BY e.event, v.metric";

    private static final String LAST_BATCH =
            "SELECT e.event, NULL, NULL, e.kind, e.epoch_index, e.batch_index, e.step, s.elapsed_before_ns + e.elapsed_ns,"
                    + " e.examples, e.skipped, e.complete FROM sessions s JOIN events e ON e.session = s.session"
                    + " WHERE s.run = ? AND e.superseded IS NULL AND e.kind = 'batch' ORDER BY e.event DESC LIMIT 1";

    private EventReader() {}

    /** The events of some kinds with their metrics. */
    static Stream<RecordedEvent> events(History history, long run, Collection<RecordedEvent.Kind> kinds)
            throws SQLException {
        String chosen = kinds.stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(", "));
        return MetricStream.of(history, run, QUERY.formatted(chosen), EventReader::event);
    }

    /** The training batch that ended last, without its metrics. */
    static Optional<RecordedEvent> lastBatch(Statements sql, long run) throws SQLException {
        try (ResultSet row = sql.bound(LAST_BATCH, run).executeQuery()) {
            return row.next() ? Optional.of(event(row).apply(Map.of())) : Optional.empty();
        }
    }

    private static Function<Map<String, Double>, RecordedEvent> event(ResultSet row) throws SQLException {
        RecordedEvent.Kind kind = RecordedEvent.Kind.of(row.getString(4));
        int epoch = row.getInt(5);
        int index = row.getInt(6);
        int batch = row.wasNull() ? -1 : index;
        long step = row.getLong(7);
        long elapsed = row.getLong(8);
        double examples = row.getDouble(9);
        boolean skipped = row.getInt(10) != 0;
        boolean complete = row.getInt(11) != 0;
        return metrics -> new RecordedEvent(kind, epoch, batch, step, elapsed, examples, skipped, complete, metrics);
    }
}
