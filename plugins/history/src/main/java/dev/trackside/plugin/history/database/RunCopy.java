package dev.trackside.plugin.history.database;

import dev.trackside.TracksideException;
import dev.trackside.plugin.history.aside.NewFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Copies runs from one database to a new one, row by row with their keys, and deletes them. */
public final class RunCopy {

    /** Tables and what says of their rows that they are of a run; each after those that it refers to. */
    private static final List<List<String>> TABLES = List.of(
            List.of("runs", "run"),
            List.of("sessions", "run"),
            List.of("metrics", "run"),
            List.of("parameters", "session"),
            List.of("environment", "session"),
            List.of("callbacks", "session"),
            List.of("options", "callback"),
            List.of("events", "session"),
            List.of("metric_values", "event"),
            List.of("decisions", "session"),
            List.of("decision_values", "decision"),
            List.of("checkpoints", "session"),
            List.of("checkpoint_values", "checkpoint"),
            List.of("artifacts", "session"),
            List.of("failures", "session"));

    private RunCopy() {}

    /**
     * Writes a new file, aside first.
     *
     * @param from a database
     * @param runs keys of runs in it
     * @param to a file that is not there yet
     * @throws TracksideException if it is there, or what is to be copied cannot be read
     * @throws IOException if it cannot be written
     * @throws SQLException likewise
     */
    public static void copy(Path from, Collection<Long> runs, Path to) throws IOException, SQLException {
        Path target = to.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new TracksideException("%s is there. Delete it, or name another file.".formatted(to));
        }
        NewFile.write(target, aside -> {
            try (Connection connection = Database.open(aside, Schema.NEWEST)) {
                // One file in the end, without the two that WAL has beside it.
                Database.execute(connection, "PRAGMA journal_mode = DELETE");
                Database.execute(connection, "PRAGMA foreign_keys = OFF");
                copy(from, runs, connection);
            }
        });
    }

    private static void copy(Path from, Collection<Long> runs, Connection connection) throws SQLException {
        try (Statements sql = new Statements(connection)) {
            attach(from, sql);
            Database.execute(connection, "BEGIN");
            for (long run : runs) {
                for (List<String> table : TABLES) {
                    sql.update("INSERT INTO main.%1$s SELECT * FROM source.%1$s WHERE %2$s"
                            .formatted(table.get(0), of("source.", table.get(1), run)));
                }
            }
            Database.execute(connection, "COMMIT");
        } catch (SQLException fault) {
            // What is written is new, and nobody else has it.
            if (Trouble.isOfWhatIsThere(fault)) {
                throw Trouble.of(from, fault);
            }
            throw fault;
        }
        Database.execute(connection, "DETACH source");
    }

    private static void attach(Path from, Statements sql) throws SQLException {
        try {
            sql.update("ATTACH ? AS source", from.toUri() + "?mode=ro");
        } catch (SQLException fault) {
            throw Trouble.isOfWhatIsThere(fault)
                    ? Trouble.of(from, fault)
                    : new TracksideException("%s cannot be read: %s".formatted(from, fault.getMessage()), fault);
        }
    }

    /**
     * Deletes runs in one transaction, from the leaves to the root: checks of foreign keys would read whole tables for each metric.
     *
     * @param connection a database to write
     * @param runs keys of runs in it
     * @throws SQLException if it cannot be written; then it is as it was
     */
    public static void delete(Connection connection, Collection<Long> runs) throws SQLException {
        Database.execute(connection, "PRAGMA foreign_keys = OFF");
        Database.execute(connection, "BEGIN IMMEDIATE");
        try (Statements sql = new Statements(connection)) {
            for (long run : runs) {
                for (int i = TABLES.size() - 1; i >= 0; i--) {
                    List<String> table = TABLES.get(i);
                    sql.update("DELETE FROM %s WHERE %s".formatted(table.get(0), of("", table.get(1), run)));
                }
            }
            Database.execute(connection, "COMMIT");
        } catch (SQLException fault) {
            Database.execute(connection, "ROLLBACK");
            throw fault;
        }
        Database.execute(connection, "PRAGMA foreign_keys = ON");
    }

    private static String of(String schema, String key, long run) {
        return switch (key) {
            case "run" -> "run = " + run;
            case "session" -> "session IN (SELECT session FROM %ssessions WHERE run = %d)".formatted(schema, run);
            default ->
                "%1$s IN (SELECT %1$s FROM %2$s%1$ss WHERE %3$s)".formatted(key, schema, of(schema, "session", run));
        };
    }
}
