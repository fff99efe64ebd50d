package dev.trackside.plugin.history;

import dev.trackside.Outcome;
import dev.trackside.Phase;
import dev.trackside.RunSummary;
import dev.trackside.plugin.history.database.Columns;
import dev.trackside.plugin.history.database.Statements;
import dev.trackside.plugin.history.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the sessions of a run. */
final class SessionReader {

    private final Statements sql;

    SessionReader(Statements sql) {
        this.sql = sql;
    }

    List<RecordedSession> of(long run) throws SQLException {
        List<RecordedSession> sessions = new ArrayList<>();
        try (ResultSet row = sql.bound("SELECT * FROM sessions WHERE run = ? ORDER BY number", run)
                .executeQuery()) {
            while (row.next()) {
                sessions.add(session(row));
            }
        }
        return sessions;
    }

    private RecordedSession session(ResultSet row) throws SQLException {
        long session = row.getLong("session");
        long seed = row.getLong("seed");
        OptionalLong knownSeed = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seed);
        int planned = row.getInt("planned_epochs");
        OptionalInt knownPlan = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(planned);
        return new RecordedSession(
                row.getInt("number"),
                Times.of(row.getString("began")),
                Times.of(row.getString("seen")),
                Columns.time(row, "ended"),
                OverviewReader.state(row),
                Columns.text(row, "outcome").map(Outcome::valueOf),
                Columns.text(row, "reason"),
                knownSeed,
                knownPlan,
                row.getInt("every_batches"),
                row.getInt("epochs"),
                row.getLong("steps"),
                Duration.ofNanos(row.getLong("elapsed_ns")),
                row.getString("host"),
                row.getLong("pid"),
                Columns.text(row, "resumed_from"),
                texts("SELECT name, value FROM parameters WHERE session = ? ORDER BY position", session),
                texts("SELECT name, value FROM environment WHERE session = ? ORDER BY position", session),
                callbacks(session));
    }

    private List<RecordedCallback> callbacks(long session) throws SQLException {
        List<RecordedCallback> callbacks = new ArrayList<>();
        try (ResultSet row = sql.bound("SELECT * FROM callbacks WHERE session = ? ORDER BY position, callback", session)
                .executeQuery()) {
            while (row.next()) {
                callbacks.add(callback(row));
            }
        }
        return callbacks;
    }

    private RecordedCallback callback(ResultSet row) throws SQLException {
        return new RecordedCallback(
                row.getString("id"),
                row.getString("plugin"),
                row.getString("type"),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getString("origin"),
                Columns.text(row, "version"),
                Columns.text(row, "sha256"),
                Columns.text(row, "why"),
                row.getInt("position"),
                texts("SELECT name, value FROM options WHERE callback = ? ORDER BY position", row.getLong("callback")),
                row.getLong("calls"),
                row.getLong("dropped"),
                Columns.text(row, "detached"),
                new RunSummary.Cost(
                        Duration.ofNanos(row.getLong("cost_ns")),
                        row.getDouble("cost_share"),
                        row.getDouble("cost_error"),
                        row.getLong("cost_timed")));
    }

    private Map<String, String> texts(String query, long owner) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (ResultSet row = sql.bound(query, owner).executeQuery()) {
            while (row.next()) {
                texts.put(row.getString(1), row.getString(2));
            }
        }
        return texts;
    }
}
