package dev.trackside.plugin.history;

import dev.trackside.Artifact;
import dev.trackside.Checkpoint;
import dev.trackside.plugin.history.database.Columns;
import dev.trackside.plugin.history.database.Statements;
import dev.trackside.plugin.history.database.Times;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads checkpoints, artifacts and failures of a run, without what a resume has superseded. */
final class FactReader {

    private final Statements sql;
    private final long run;

    FactReader(Statements sql, long run) {
        this.sql = sql;
        this.run = run;
    }

    List<Checkpoint> checkpoints() throws SQLException {
        Map<Long, Map<String, Double>> metrics = checkpointMetrics();
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (ResultSet row = rows("checkpoint")) {
            while (row.next()) {
                checkpoints.add(new Checkpoint(
                        row.getString("name"),
                        row.getString("location"),
                        row.getString("requested_by"),
                        row.getString("event"),
                        row.getInt("epoch_index"),
                        row.getLong("step"),
                        metrics.getOrDefault(row.getLong("checkpoint"), Map.of()),
                        Times.of(row.getString("time"))));
            }
        }
        return checkpoints;
    }

    List<RecordedArtifact> artifacts() throws SQLException {
        List<RecordedArtifact> artifacts = new ArrayList<>();
        try (ResultSet row = rows("artifact")) {
            while (row.next()) {
                artifacts.add(new RecordedArtifact(
                        row.getString("name"),
                        Artifact.Kind.valueOf(row.getString("kind")),
                        Path.of(row.getString("file")),
                        row.getString("callback"),
                        row.getLong("step"),
                        Times.of(row.getString("time")),
                        Columns.text(row, "text")));
            }
        }
        return artifacts;
    }

    List<RecordedFailure> failures() throws SQLException {
        List<RecordedFailure> failures = new ArrayList<>();
        try (ResultSet row = sql.bound(
                        "SELECT f.* FROM failures f JOIN sessions s ON s.session = f.session WHERE s.run = ? ORDER BY f.failure",
                        run)
                .executeQuery()) {
            while (row.next()) {
                failures.add(new RecordedFailure(
                        row.getString("type"),
                        row.getString("message"),
                        row.getString("stack"),
                        row.getLong("step"),
                        Times.of(row.getString("time"))));
            }
        }
        return failures;
    }

    /** The rows of a table that is named as its key, with an s. */
    private ResultSet rows(String key) throws SQLException {
        return sql.bound(
                        "SELECT f.* FROM %1$ss f JOIN sessions s ON s.session = f.session WHERE s.run = ? AND f.superseded IS NULL ORDER BY f.%1$s"
                                .formatted(key),
                        run)
                .executeQuery();
    }

    private Map<Long, Map<String, Double>> checkpointMetrics() throws SQLException {
        Map<Long, Map<String, Double>> metrics = new HashMap<>();
        try (ResultSet row = sql.bound(
                        "SELECT v.checkpoint, m.name, v.value FROM checkpoints c JOIN sessions s ON s.session = c.session"
                                + " JOIN checkpoint_values v ON v.checkpoint = c.checkpoint JOIN metrics m ON m.metric = v.metric"
                                + " WHERE s.run = ? AND c.superseded IS NULL ORDER BY v.checkpoint, v.metric",
                        run)
                .executeQuery()) {
            while (row.next()) {
                metrics.computeIfAbsent(row.getLong(1), owner -> new LinkedHashMap<>())
                        .put(row.getString(2), Columns.value(row, 3));
            }
        }
        return metrics;
    }
}
