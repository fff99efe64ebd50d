package dev.trackside.plugin.history.database;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;

/** Opens database files. One that is not ours is never written to. */
public final class Database {

    /** Milliseconds for which a statement waits for another process. */
    private static final int BUSY_MILLIS = 5_000;

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Database() {}

    /**
     * Opens a file for writing, creates it if need be, and brings it to the newest schema.
     *
     * @param file the file
     * @param schema what is to be in it
     * @return the connection, to be closed
     * @throws TracksideException if it is none of ours, or newer than this version
     * @throws IOException if it cannot be read or its folder cannot be created
     * @throws SQLException if SQLite cannot open it
     */
    public static Connection open(Path file, Schema schema) throws IOException, SQLException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        checkForm(file);
        Connection connection = config().createConnection(url(file, ""));
        try {
            schema.check(connection, file);
            execute(connection, "PRAGMA journal_mode = WAL"); // where a disk cannot do it, SQLite keeps its old way
            execute(connection, "PRAGMA synchronous = NORMAL");
            schema.prepare(connection, file);
            return connection;
        } catch (SQLException | RuntimeException fault) {
            closeAfter(connection, fault);
            throw fault;
        }
    }

    /**
     * Opens a file for reading. One of an older schema is brought to the newest first.
     *
     * @param file the file, which is there
     * @return the connection, to be closed
     * @throws TracksideException as {@link #open}
     * @throws IOException as {@link #open}
     * @throws SQLException as {@link #open}
     */
    public static Connection openToRead(Path file) throws IOException, SQLException {
        checkForm(file);
        Connection connection = connectToRead(file);
        try {
            Schema schema = Schema.NEWEST;
            if (!schema.isCurrent(connection, file)) {
                connection.close();
                open(file, schema).close();
                connection = connectToRead(file);
            }
            return connection;
        } catch (SQLException | RuntimeException fault) {
            closeAfter(connection, fault);
            throw fault;
        }
    }

    private static Connection connectToRead(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        Connection connection = config.createConnection(url(file, ""));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            rows.next();
            return connection;
        } catch (SQLException locked) {
            closeAfter(connection, locked);
            Path folder = file.getParent();
            if (folder == null || Files.isWritable(folder) || Files.exists(Path.of(file + "-wal"))) {
                throw locked;
            }
            // In a folder that cannot be written SQLite cannot share a file in WAL mode; nobody else writes it either.
            return config.createConnection(url(file, "?immutable=1"));
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false); // the driver would ask for the key after each insert, by a new statement
        return config;
    }

    /** As a URI, so that a question mark in a name is one. */
    private static String url(Path file, String parameters) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + parameters;
    }

    private static void checkForm(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new TracksideException(
                    "%s is a folder, and the history is a file. Name another by plugins.history.file.".formatted(file));
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SQLITE.length);
        }
        if (start.length > 0 && !Arrays.equals(start, SQLITE)) {
            throw new TracksideException(
                    "%s is no SQLite database, so it is no history. It stays as it is; move it away, or name another file by plugins.history.file."
                            .formatted(file));
        }
    }

    /**
     * Executes a statement that has no values and is needed once.
     *
     * @param connection the database
     * @param sql the statement
     * @throws SQLException if SQLite refuses it
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void closeAfter(Connection connection, Exception fault) {
        try {
            connection.close();
        } catch (SQLException further) {
            fault.addSuppressed(further);
        }
    }
}
