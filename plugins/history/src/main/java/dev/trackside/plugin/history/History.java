package dev.trackside.plugin.history;

import dev.trackside.TracksideException;
import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.RunCopy;
import dev.trackside.plugin.history.database.Schema;
import dev.trackside.plugin.history.database.Statements;
import dev.trackside.plugin.history.database.Trouble;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs that are recorded in a database, to read. What is written meanwhile is seen by the next call.
 *
 * <pre>{@code
 * try (History history = History.open(Path.of(".trackside/history.db"))) {
 *     RecordedRun run = history.run("last");
 *     try (Stream<RecordedEvent> events = run.events()) {
 *         events.filter(event -> event.kind() == RecordedEvent.Kind.EPOCH).forEach(System.out::println);
 *     }
 * }
 * }</pre>
 *
 * <p>For one thread at a time. All methods throw {@link TracksideException}, in words, if the database cannot be read.
 *
 * @since 0.1
 */
public final class History implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Statements sql;

    private History(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.sql = new Statements(connection);
    }

    /** Reads rows. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws SQLException;
    }

    /**
     * Opens a database, or what {@code trackside runs export RUN --to x.db} has written.
     *
     * @param db the file; one of an older schema is brought to the newest
     * @return the history, to be closed
     * @throws UsageException if there is no such file
     * @throws TracksideException if it is none of Trackside's, or newer than this version
     */
    public static History open(Path db) {
        Path file = db.toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new UsageException(
                    "There is no history at %s. A run with the plugin history writes one; --db or plugins.history.file names it."
                            .formatted(db));
        }
        try {
            return new History(file, Database.openToRead(file));
        } catch (IOException | SQLException | LinkageError fault) {
            throw Trouble.of(file, fault);
        }
    }

    /**
     * The file.
     *
     * @return an absolute path
     */
    public Path file() {
        return file;
    }

    /**
     * All runs.
     *
     * @return overviews, the run that began first first
     */
    public List<RunOverview> runs() {
        return reading(() -> new OverviewReader(sql).all());
    }

    /**
     * One run.
     *
     * @param which its id, the beginning of its id if no other begins alike, its folder, or {@code last} for the one that began last
     * @return the run
     * @throws UsageException if there is none or several; the message names the nearest, or those
     */
    public RecordedRun run(String which) {
        return reading(() -> {
            OverviewReader reader = new OverviewReader(sql);
            RunChoice.Known known = new RunChoice(reader.names(), file).of(which);
            RunOverview overview = reader.of(known.row()).orElseThrow(() -> noRun(known.id()));
            RecordedRun run = new RecordedRun(this, overview, known.row());
            if (run.sessions().isEmpty()) {
                throw noRun(known.id()); // deleted between two readings
            }
            return run;
        });
    }

    /**
     * Copies runs to a history of their own.
     *
     * @param ids ids as {@link RecordedRun#id} tells them
     * @param to a file that is not there yet
     * @throws TracksideException if it is there, cannot be written, or there is no such run
     */
    public void copy(Collection<String> ids, Path to) {
        List<Long> rows = reading(() -> rows(ids));
        try {
            RunCopy.copy(file, rows, to);
        } catch (IOException fault) {
            throw new TracksideException("%s cannot be written: %s".formatted(to, fault), fault);
        } catch (SQLException fault) {
            throw Trouble.of(to, fault);
        }
    }

    /**
     * Deletes runs from the database; their folders stay. The file does not become smaller, but what is free in it is used again.
     *
     * @param ids ids as {@link RecordedRun#id} tells them
     * @throws TracksideException if there is no such run, one of them is going on or {@linkplain RunOverview#checkOver may be}, or the file cannot be written
     */
    public void delete(Collection<String> ids) {
        for (RunOverview run : runs()) {
            if (ids.contains(run.id())) {
                run.checkOver();
            }
        }
        try (Connection writing = Database.open(file, Schema.NEWEST)) {
            RunCopy.delete(writing, rows(ids));
        } catch (IOException | SQLException fault) {
            throw Trouble.of(file, fault);
        }
    }

    private List<Long> rows(Collection<String> ids) throws SQLException {
        List<Long> rows = new ArrayList<>();
        for (String id : ids) {
            long row = row(id);
            if (row == 0) {
                throw noRun(id);
            }
            rows.add(row);
        }
        return rows;
    }

    private TracksideException noRun(String id) {
        return new TracksideException("There is no run %s in %s.".formatted(id, file));
    }

    private long row(String id) throws SQLException {
        try (ResultSet found =
                sql.bound("SELECT run FROM runs WHERE id = ?", id).executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /** The names of a run's metrics by their keys, in the order in which they first came. */
    Map<Long, String> metricNames(long run) throws SQLException {
        Map<Long, String> names = new LinkedHashMap<>();
        try (ResultSet rows = sql.bound("SELECT metric, name FROM metrics WHERE run = ? ORDER BY metric", run)
                .executeQuery()) {
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
            }
        }
        return names;
    }

    Statements sql() {
        return sql;
    }

    Connection connection() {
        return connection;
    }

    <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException fault) {
            throw Trouble.of(file, fault);
        }
    }

    /** Closes the database; runs that were taken from it cannot be read any more. */
    @Override
    public void close() {
        reading(() -> {
            sql.close();
            connection.close();
            return true;
        });
    }
}
