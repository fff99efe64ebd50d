package dev.trackside.plugin.history.recording;

import dev.trackside.Artifact;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.plugin.history.database.Statements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes what happens in a session beside its metrics. */
final class FactRows {

    /** Tables of up to so many bytes are kept with their text. */
    static final long MAX_TEXT = 256 << 10;

    private final Statements sql;
    private final long session;
    private final ValueRows values;

    FactRows(Statements sql, long session, ValueRows values) {
        this.sql = sql;
        this.session = session;
        this.values = values;
    }

    void insert(Decision decision, long lastEvent) throws SQLException {
        sql.update(
                "INSERT INTO decisions (session, callback, kind, effect, reason, cause, event, epoch_index, step, time, after_event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                decision.callback(),
                decision.kind().name(),
                decision.effect().name(),
                decision.reason(),
                decision.cause().orElse(null),
                decision.event(),
                decision.epoch(),
                decision.step(),
                decision.time(),
                lastEvent);
        values.insert("decision_values", sql.lastRow(), decision.metrics());
    }

    void insert(Checkpoint checkpoint, long lastEvent) throws SQLException {
        sql.update(
                "INSERT INTO checkpoints (session, name, location, requested_by, event, epoch_index, step, time, after_event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                checkpoint.name(),
                checkpoint.location(),
                checkpoint.requestedBy(),
                checkpoint.event(),
                checkpoint.epoch(),
                checkpoint.step(),
                checkpoint.time(),
                lastEvent);
        values.insert("checkpoint_values", sql.lastRow(), checkpoint.metrics());
    }

    void insert(Entry.HandedIn handedIn, long lastEvent) throws SQLException {
        Artifact artifact = handedIn.artifact();
        sql.update(
                "INSERT INTO artifacts (session, name, kind, file, callback, step, time, text, after_event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                artifact.name(),
                artifact.kind().name(),
                artifact.file().toAbsolutePath().toString(),
                artifact.callback(),
                handedIn.step(),
                handedIn.time(),
                text(artifact),
                lastEvent);
    }

    private static @Nullable String text(Artifact artifact) {
        if (artifact.kind() != Artifact.Kind.TABLE) {
            return null;
        }
        try {
            return Files.size(artifact.file()) > MAX_TEXT
                    ? null
                    : new String(Files.readAllBytes(artifact.file()), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return null; // somebody has deleted it since; that it was handed in stays
        }
    }

    void insert(Entry.Failed failed) throws SQLException {
        sql.update(
                "INSERT INTO failures (session, type, message, stack, step, time) VALUES (?, ?, ?, ?, ?, ?)",
                session,
                failed.failure().getClass().getName(),
                failed.message(),
                stack(failed.failure()),
                failed.step(),
                failed.time());
    }

    private static String stack(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable one = failure; one != null && depth < 20; one = one.getCause()) {
            text.append(depth == 0 ? "" : "Caused by: ")
                    .append(one.getClass().getName())
                    .append('\n');
            for (StackTraceElement frame : one.getStackTrace()) {
                text.append("\tat ").append(frame).append('\n');
            }
            depth++;
        }
        return text.toString();
    }
}
