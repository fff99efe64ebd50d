package dev.trackside.plugin.history;

import dev.trackside.Decision;
import dev.trackside.plugin.history.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what was decided in a run, which may be a change of the learning rate at each step. */
final class DecisionReader {

    private static final String QUERY =
            "SELECT d.decision, v.metric, v.value, d.callback, d.kind, d.reason, d.cause, d.event, d.epoch_index, d.step, d.effect,"
                    + " d.time FROM sessions s JOIN decisions d ON d.session = s.session"
                    + " LEFT JOIN decision_values v ON v.decision = d.decision"
                    + " WHERE s.run = ? AND d.superseded IS NULL ORDER BY d.decision, v.metric";

    private DecisionReader() {}

    static Stream<Decision> decisions(History history, long run) throws SQLException {
        return MetricStream.of(history, run, QUERY, DecisionReader::decision);
    }

    private static Function<Map<String, Double>, Decision> decision(ResultSet row) throws SQLException {
        String callback = row.getString(4);
        Decision.Kind kind = Decision.Kind.valueOf(row.getString(5));
        String reason = row.getString(6);
        Optional<String> cause = Optional.ofNullable(row.getString(7));
        String event = row.getString(8);
        int epoch = row.getInt(9);
        long step = row.getLong(10);
        Decision.Effect effect = Decision.Effect.valueOf(row.getString(11));
        Instant time = Times.of(row.getString(12));
        return metrics -> new Decision(callback, kind, reason, cause, event, epoch, step, effect, metrics, time);
    }
}
