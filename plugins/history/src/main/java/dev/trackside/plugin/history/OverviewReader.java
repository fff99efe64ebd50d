package dev.trackside.plugin.history;

import dev.trackside.Outcome;
import dev.trackside.plugin.history.database.Columns;
import dev.trackside.plugin.history.database.Statements;
import dev.trackside.plugin.history.database.Times;
import dev.trackside.plugin.history.machine.Machine;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is known of runs in short. */
final class OverviewReader {

    private final Statements sql;

    OverviewReader(Statements sql) {
        this.sql = sql;
    }

    /** All runs, by when they began, with no more than it takes to choose one. */
    List<RunChoice.Known> names() throws SQLException {
        List<RunChoice.Known> runs = new ArrayList<>();
        try (ResultSet row = sql.of("SELECT run, id, folder FROM runs"
                        + " ORDER BY (SELECT min(began) FROM sessions s WHERE s.run = runs.run), run")
                .executeQuery()) {
            while (row.next()) {
                runs.add(new RunChoice.Known(row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
        return runs;
    }

    /** All runs, by when they began. */
    List<RunOverview> all() throws SQLException {
        return runs("");
    }

    /** One run. */
    Optional<RunOverview> of(long run) throws SQLException {
        return runs(" AND s.run = ?", run).stream().findFirst();
    }

    private List<RunOverview> runs(String which, Object... values) throws SQLException {
        Map<Long, Map<String, Double>> metrics = lastMetrics(which, values);
        List<RunOverview> runs = new ArrayList<>();
        try (ResultSet row = sql.bound(
                        "SELECT r.run, r.id, r.name, r.engine, r.folder, s.*,"
                                + " (SELECT min(began) FROM sessions WHERE run = r.run) AS first"
                                + " FROM runs r JOIN sessions s ON s.session = (SELECT max(session) FROM sessions WHERE run = r.run)"
                                + which + " ORDER BY first, r.run",
                        values)
                .executeQuery()) {
            while (row.next()) {
                runs.add(new RunOverview(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("engine"),
                        Path.of(row.getString("folder")),
                        state(row),
                        Times.of(row.getString("first")),
                        Times.of(row.getString("seen")),
                        Columns.time(row, "ended"),
                        Columns.text(row, "outcome").map(Outcome::valueOf),
                        Columns.text(row, "reason"),
                        row.getInt("epochs"),
                        row.getLong("steps"),
                        Duration.ofNanos(row.getLong("elapsed_before_ns") + row.getLong("elapsed_ns")),
                        row.getInt("number"),
                        metrics.getOrDefault(row.getLong("run"), Map.of())));
            }
        }
        return runs;
    }

    private Map<Long, Map<String, Double>> lastMetrics(String which, Object... values) throws SQLException {
        Map<Long, Map<String, Double>> metrics = new HashMap<>();
        try (ResultSet row = sql.bound(
                        "SELECT last.run, m.name, v.value FROM (SELECT s.run AS run, max(e.event) AS event FROM sessions s"
                                + " JOIN events e ON e.session = s.session AND e.kind = 'epoch' AND e.superseded IS NULL"
                                + which
                                + " GROUP BY s.run) last"
                                + " JOIN metric_values v ON v.event = last.event JOIN metrics m ON m.metric = v.metric ORDER BY v.metric",
                        values)
                .executeQuery()) {
            while (row.next()) {
                metrics.computeIfAbsent(row.getLong(1), run -> new LinkedHashMap<>())
                        .put(row.getString(2), Columns.value(row, 3));
            }
        }
        return metrics;
    }

    /** Whether the session of a row of {@code sessions} is over. */
    static RunState state(ResultSet row) throws SQLException {
        if (row.getString("ended") != null) {
            return RunState.ENDED;
        }
        if (row.getString("closed") != null) {
            return RunState.UNRECORDED;
        }
        return isAlive(
                        row.getString("host"),
                        row.getLong("pid"),
                        Columns.time(row, "process_began").orElse(null),
                        Times.of(row.getString("seen")))
                ? RunState.RUNNING
                : RunState.LOST;
    }

    private static boolean isAlive(String host, long pid, @Nullable Instant processBegan, Instant seen) {
        return RunOverview.isRecent(seen) && (!host.equals(Machine.host()) || Machine.isAlive(pid, processBegan));
    }
}
