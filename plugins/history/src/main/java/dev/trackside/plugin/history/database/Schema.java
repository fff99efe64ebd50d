package dev.trackside.plugin.history.database;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What is in a file: scripts, each of which brings it from one version to the next. The version is SQLite's {@code user_version}, the number of scripts that
 * were run; {@code application_id} says that it is a history.
 */
public final class Schema {

    /** The letters TRKH, which say whose a file is. */
    static final int APPLICATION = 0x54524b48;

    /** The schema that is written. A script that was published is never changed; a change is another script. */
    public static final Schema NEWEST = new Schema(List.of(resource("schema-1.sql")));

    private final List<String> scripts;

    /**
     * A schema.
     *
     * @param scripts SQL that makes version 1, then what makes 2 of 1, and so on
     */
    Schema(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    int version() {
        return scripts.size();
    }

    private static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + Schema.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * Looks at a file without writing.
     *
     * @return the version of the file; 0 for an empty one
     * @throws TracksideException if the file is of another program, or newer
     */
    long check(Connection connection, Path file) throws SQLException {
        long version = Database.number(connection, "PRAGMA user_version");
        long tables = Database.number(connection, "SELECT count(*) FROM sqlite_master");
        if (tables == 0 && version == 0) {
            return 0;
        }
        if (Database.number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new TracksideException(
                    "%s is a database of another program. It stays as it is; name another file by plugins.history.file."
                            .formatted(file));
        }
        if (version > version()) {
            throw new TracksideException(
                    "%s is a history in version %d, and this Trackside knows versions up to %d. Use a newer Trackside, or name another file by plugins.history.file."
                            .formatted(file, version, version()));
        }
        return version;
    }

    /** Whether a file needs nothing to be read; false for an older one. */
    boolean isCurrent(Connection connection, Path file) throws SQLException {
        return check(connection, file) == version();
    }

    /** Brings a file to this version, in one transaction; of several processes that try the first does it. */
    void prepare(Connection connection, Path file) throws SQLException {
        if (isCurrent(connection, file)) {
            return;
        }
        Database.execute(connection, "BEGIN IMMEDIATE");
        try (Statement statement = connection.createStatement()) {
            for (int next = (int) check(connection, file); next < version(); next++) {
                statement.executeUpdate(scripts.get(next));
            }
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + version());
            statement.execute("COMMIT");
        } catch (SQLException | RuntimeException fault) {
            rollBack(connection, fault);
            throw fault;
        }
    }

    private static void rollBack(Connection connection, Exception fault) {
        try {
            Database.execute(connection, "ROLLBACK");
        } catch (SQLException further) {
            fault.addSuppressed(further);
        }
    }
}
