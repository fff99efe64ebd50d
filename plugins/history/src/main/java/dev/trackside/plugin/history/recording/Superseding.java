package dev.trackside.plugin.history.recording;

import dev.trackside.Checkpoint;
import dev.trackside.plugin.history.database.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Marks, after a resume, what earlier sessions of the run have recorded after the position of the checkpoint. A checkpoint tells epoch, step and event, but not
 * the batch, and steps stand still where batches are skipped or share one; so there are two passes: one by what the checkpoint tells, and one by the first event
 * that the new session records, which takes the place of those at its position and after it.
 */
final class Superseding {

    /** The events of the loop in their order within an epoch. */
    private static final List<String> ORDER = List.of(
            "OnEpochBegin",
            "OnBatchBegin",
            "OnGradients",
            "OnStep",
            "OnBatchEnd",
            "OnValidationBegin",
            "OnValidationBatchBegin",
            "OnValidationBatchEnd",
            "OnValidationEnd",
            "OnEpochEnd",
            "OnTrainEnd");

    private static final String RANK =
            "CASE kind WHEN 'batch' THEN 4 WHEN 'validation_batch' THEN 7 WHEN 'validation' THEN 8 ELSE 9 END";
    private static final String EARLIER =
            " WHERE superseded IS NULL AND session IN (SELECT session FROM sessions WHERE run = ? AND session <> ?)";

    private final Statements sql;
    private final long run;
    private final long session;
    private final Checkpoint from;

    /** The event of the loop after which the checkpoint goes on. */
    private final String event;

    Superseding(Statements sql, long run, long session, Checkpoint from) throws SQLException {
        this.sql = sql;
        this.run = run;
        this.session = session;
        this.from = from;
        this.event = ORDER.contains(from.event()) ? from.event() : resumedAt();
    }

    /** A checkpoint that was taken when a session had just been resumed is where that session began, whose event tells more. */
    private String resumedAt() throws SQLException {
        try (ResultSet earlier = sql.bound(
                        "SELECT resumed_event FROM sessions WHERE run = ? AND session <> ? AND resumed_epoch_index = ? AND resumed_step = ?"
                                + " ORDER BY number DESC",
                        run,
                        session,
                        from.epoch(),
                        from.step())
                .executeQuery()) {
            while (earlier.next()) {
                String told = earlier.getString(1);
                if (ORDER.contains(told)) {
                    return told;
                }
            }
        }
        return from.event();
    }

    /** How many epochs had ended at the checkpoint. */
    int epochs() throws SQLException {
        boolean ended = event.equals("OnEpochEnd") || (event.equals("OnTrainEnd") && !isWithinEpoch());
        return Math.max(0, ended ? from.epoch() + 1 : from.epoch());
    }

    /** Whether the history has the begin of the checkpoint's epoch without its end: training may end within an epoch. */
    private boolean isWithinEpoch() throws SQLException {
        try (ResultSet found = sql.bound(
                        "SELECT max(kind = 'epoch') FROM events" + EARLIER + " AND epoch_index = ?",
                        run,
                        session,
                        from.epoch())
                .executeQuery()) {
            return found.next() && found.getInt(1) == 0 && !found.wasNull();
        }
    }

    /** Marks what is surely after the checkpoint. */
    void resumed() throws SQLException {
        int rank = from.epoch() < 0 ? -1 : ORDER.contains(event) ? ORDER.indexOf(event) : ORDER.size();
        sql.update(
                "UPDATE events SET superseded = ?" + EARLIER
                        + " AND (step > ? OR epoch_index > ? OR (epoch_index = ? AND " + RANK + " > ?))",
                session,
                run,
                session,
                from.step(),
                from.epoch(),
                from.epoch(),
                // Within the batches of an epoch only the step tells, and the second pass; as they do of an event that
                // has no place in the order.
                rank >= 1 && rank <= 3 ? 4 : rank == 6 ? 7 : rank);
        for (String table : List.of("decisions", "checkpoints", "artifacts")) {
            sql.update(
                    "UPDATE " + table + " SET superseded = ?" + EARLIER + " AND step > ?" + unlessInterrupt(table),
                    session,
                    run,
                    session,
                    from.step());
        }
        sql.update(
                "UPDATE decisions SET superseded = ?" + EARLIER + " AND event = 'OnTrainEnd'"
                        + unlessInterrupt("decisions"),
                session,
                run,
                session);
        sumUp();
    }

    /** That the run was interrupted is told even though it went on. */
    private static String unlessInterrupt(String table) {
        return table.equals("decisions") ? " AND kind <> 'INTERRUPT'" : "";
    }

    /** Marks what the first event of the new session shows to be after the checkpoint. */
    void goesOnWith(Entry.Measured first) throws SQLException {
        int rank =
                switch (first.kind()) {
                    case BATCH -> 4;
                    case VALIDATION_BATCH -> 7;
                    case VALIDATION -> 8;
                    case EPOCH -> 9;
                };
        sql.update(
                "UPDATE events SET superseded = ?" + EARLIER + " AND (epoch_index > ? OR (epoch_index = ? AND (" + RANK
                        + " > ? OR (" + RANK + " = ? AND coalesce(batch_index, -1) >= ?))))",
                session,
                run,
                session,
                first.epoch(),
                first.epoch(),
                rank,
                rank,
                first.batch());
        long last = 0;
        String kind = "";
        try (ResultSet left = sql.bound(
                        "SELECT event, kind FROM events" + EARLIER + " ORDER BY event DESC LIMIT 1", run, session)
                .executeQuery()) {
            if (left.next()) {
                last = left.getLong(1);
                kind = left.getString(2);
            }
        }
        for (String table : List.of("decisions", "checkpoints", "artifacts")) {
            sql.update(
                    "UPDATE " + table + " SET superseded = ?" + EARLIER + " AND after_event > ?"
                            + unlessInterrupt(table),
                    session,
                    run,
                    session,
                    last);
        }
        decidedBetween(last, kind);
        sumUp();
    }

    /** Decisions between the last event that stays and the next one, which was recorded no more: of events before the checkpoint, or after it. */
    private void decidedBetween(long last, String kind) throws SQLException {
        String own =
                switch (kind) {
                    case "batch" -> "OnBatchEnd";
                    case "validation_batch" -> "OnValidationBatchEnd";
                    case "validation" -> "OnValidationEnd";
                    case "epoch" -> "OnEpochEnd";
                    default -> "OnTrainBegin";
                };
        int done = event.equals(own) ? -1 : ORDER.indexOf(event);
        for (String other : ORDER) {
            if (!other.equals(own) && ORDER.indexOf(other) > done) {
                sql.update(
                        "UPDATE decisions SET superseded = ?" + EARLIER + " AND after_event = ? AND event = ?"
                                + unlessInterrupt("decisions"),
                        session,
                        run,
                        session,
                        last,
                        other);
            }
        }
    }

    /** The new session goes on counting time where the last event that stays left it. */
    private void sumUp() throws SQLException {
        sql.update(
                "UPDATE sessions SET elapsed_before_ns = coalesce((SELECT max(s.elapsed_before_ns + e.elapsed_ns) FROM sessions s"
                        + " JOIN events e ON e.session = s.session WHERE s.run = ? AND s.session <> ? AND e.superseded IS NULL), 0)"
                        + " WHERE session = ?",
                run,
                session,
                session);
    }
}
