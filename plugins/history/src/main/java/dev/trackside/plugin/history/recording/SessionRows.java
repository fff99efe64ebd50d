package dev.trackside.plugin.history.recording;

import dev.trackside.Checkpoint;
import dev.trackside.RunSummary;
import dev.trackside.plugin.history.database.Statements;
import dev.trackside.plugin.history.machine.Machine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one session, entry by entry, within transactions of its caller. */
final class SessionRows implements AutoCloseable {

    private final Statements sql;

    /** What came while it is open whether this is the run that is there, gone on with, or another of the same id. */
    private final List<Entry> undecided = new ArrayList<>();

    private Entry.@Nullable Began pending;
    private @Nullable Rows rows;

    /** The session, once its rows are there. */
    private static final class Rows {
        final long run;
        final long session;
        final ValueRows values;
        final FactRows facts;
        final CallbackRows callbacks;

        @Nullable
        Superseding superseding;

        /** Of several in one transaction the last. */
        List<RunSummary.Callback> figures;

        long lastEvent;
        int epochs;
        long steps;
        long elapsedNanos;

        Rows(
                long run,
                long session,
                ValueRows values,
                FactRows facts,
                CallbackRows callbacks,
                List<RunSummary.Callback> figures) {
            this.run = run;
            this.session = session;
            this.values = values;
            this.facts = facts;
            this.callbacks = callbacks;
            this.figures = figures;
        }
    }

    SessionRows(Connection connection) {
        sql = new Statements(connection);
    }

    void write(Entry entry) throws SQLException {
        if (entry instanceof Entry.Began began) {
            begin(began);
            return;
        }
        Entry.Began waiting = pending;
        if (waiting != null) {
            if (entry instanceof Entry.Decided || entry instanceof Entry.HandedIn || entry instanceof Entry.Sync) {
                undecided.add(entry);
                return;
            }
            pending = null;
            Optional<Long> there = entry instanceof Entry.Resumed ? there(waiting) : Optional.empty();
            rows = insert(
                    waiting,
                    there.isPresent() ? there.get() : insertRun(waiting)); // it may have been deleted meanwhile
            for (Entry earlier : undecided) {
                write(earlier);
            }
            undecided.clear();
        }
        Rows open = rows;
        if (open != null) {
            write(open, entry);
        }
    }

    private void write(Rows open, Entry entry) throws SQLException {
        if (entry instanceof Entry.Measured measured) {
            insert(open, measured);
        } else if (entry instanceof Entry.Decided decided) {
            open.facts.insert(decided.decision(), open.lastEvent);
        } else if (entry instanceof Entry.Saved saved) {
            open.facts.insert(saved.checkpoint(), open.lastEvent);
        } else if (entry instanceof Entry.HandedIn handedIn) {
            open.facts.insert(handedIn, open.lastEvent);
        } else if (entry instanceof Entry.Failed failed) {
            open.facts.insert(failed);
        } else if (entry instanceof Entry.Figures figures) {
            open.epochs = figures.epochs();
            open.steps = figures.steps();
            open.figures = figures.callbacks();
        } else if (entry instanceof Entry.Resumed resumed) {
            resume(open, resumed.from());
        } else if (entry instanceof Entry.Ended ended) {
            open.elapsedNanos = ended.elapsedNanos();
            sql.update(
                    "UPDATE sessions SET ended = ?, outcome = ?, reason = ? WHERE session = ?",
                    ended.time(),
                    ended.outcome(),
                    ended.reason(),
                    open.session);
        } else if (entry instanceof Entry.Closed closed) {
            sql.update("UPDATE sessions SET closed = ? WHERE session = ?", closed.time(), open.session);
        }
    }

    /** Says how far the session is, and that it is alive: the last that is written in a transaction. */
    void showLife() throws SQLException {
        Rows open = rows;
        if (open != null) {
            open.callbacks.write(open.figures);
            open.figures = List.of();
            sql.update(
                    "UPDATE sessions SET seen = ?, epochs = ?, steps = ?, elapsed_ns = ? WHERE session = ?",
                    Instant.now(),
                    open.epochs,
                    open.steps,
                    open.elapsedNanos,
                    open.session);
        }
    }

    // ---- begin

    private void begin(Entry.Began began) throws SQLException {
        if (there(began).isPresent()) {
            pending = began; // a resume is told after train begin
        } else {
            rows = insert(began, insertRun(began));
        }
    }

    /** The newest run of the same id and folder. */
    private Optional<Long> there(Entry.Began began) throws SQLException {
        try (ResultSet found = sql.bound(
                        "SELECT max(run) FROM runs WHERE run_id = ? AND folder = ?",
                        began.id(),
                        began.folder().toString())
                .executeQuery()) {
            long run = found.getLong(1);
            return found.wasNull() ? Optional.empty() : Optional.of(run);
        }
    }

    private long insertRun(Entry.Began began) throws SQLException {
        String id = began.id();
        for (int i = 2; isTaken(id); i++) {
            id = began.id() + "~" + i;
        }
        sql.update(
                "INSERT INTO runs (id, run_id, name, engine, folder) VALUES (?, ?, ?, ?, ?)",
                id,
                began.id(),
                began.name(),
                began.engine(),
                began.folder().toString());
        return sql.lastRow();
    }

    private boolean isTaken(String id) throws SQLException {
        try (ResultSet found = sql.bound("SELECT 1 FROM runs WHERE id = ?", id).executeQuery()) {
            return found.next();
        }
    }

    private Rows insert(Entry.Began began, long run) throws SQLException {
        RunRecordFile record = RunRecordFile.of(began.folder(), began.id());
        sql.update(
                "INSERT INTO sessions (run, number, began, seen, seed, planned_epochs, every_batches, host, pid, process_began)"
                        + " VALUES (?, (SELECT count(*) + 1 FROM sessions WHERE run = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                run,
                began.time(),
                Instant.now(),
                seed(began, record),
                began.plannedEpochs() < 0 ? null : began.plannedEpochs(),
                began.everyBatches(),
                Machine.host(),
                ProcessHandle.current().pid(),
                Machine.processBegan().orElse(null));
        long session = sql.lastRow();
        insert("parameters", session, began.parameters());
        Map<String, String> environment = new LinkedHashMap<>(Machine.environment());
        record.environment().forEach(environment::putIfAbsent);
        insert("environment", session, environment);
        ValueRows values = new ValueRows(sql, run);
        return new Rows(
                run,
                session,
                values,
                new FactRows(sql, session, values),
                new CallbackRows(sql, session, record, began.parameters()),
                began.callbacks());
    }

    private static @Nullable Long seed(Entry.Began began, RunRecordFile record) {
        if (record.seed() != null) {
            return record.seed();
        }
        String told = began.parameters().get("run.seed");
        try {
            return told == null ? null : Long.valueOf(told);
        } catch (NumberFormatException masked) {
            return null;
        }
    }

    private void insert(String table, long session, Map<String, String> texts) throws SQLException {
        int position = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            position++;
            sql.update(
                    "INSERT INTO " + table + " VALUES (?, ?, ?, ?)", session, position, text.getKey(), text.getValue());
        }
    }

    private void resume(Rows open, Checkpoint from) throws SQLException {
        sql.update(
                "UPDATE sessions SET resumed_from = ?, resumed_event = ?, resumed_epoch_index = ?, resumed_step = ? WHERE session = ?",
                from.location(),
                from.event(),
                from.epoch(),
                from.step(),
                open.session);
        open.steps = from.step();
        Superseding superseding = new Superseding(sql, open.run, open.session, from);
        superseding.resumed();
        open.epochs = superseding.epochs();
        open.superseding = superseding;
    }

    // ---- what happens

    private void insert(Rows open, Entry.Measured event) throws SQLException {
        Superseding first = open.superseding;
        if (first != null) {
            open.superseding = null;
            first.goesOnWith(event);
        }
        open.steps = event.step();
        open.elapsedNanos = event.elapsedNanos();
        if (event.kind() == Entry.Kind.EPOCH) {
            open.epochs = event.epoch() + 1;
        }
        sql.update(
                "INSERT INTO events (session, kind, epoch_index, batch_index, step, elapsed_ns, examples, skipped, complete)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                open.session,
                event.kind().word(),
                event.epoch(),
                event.batch() < 0 ? null : event.batch(),
                event.step(),
                event.elapsedNanos(),
                event.examples(),
                event.skipped(),
                event.complete());
        open.lastEvent = sql.lastRow();
        open.values.insert("metric_values", open.lastEvent, event.metrics());
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
