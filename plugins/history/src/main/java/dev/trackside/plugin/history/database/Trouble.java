package dev.trackside.plugin.history.database;

import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what is the matter with a database, and how to go on. */
public final class Trouble {

    private Trouble() {}

    /**
     * Whether another process has the database for itself, which passes.
     *
     * @param fault what was thrown
     * @return whether to try again
     */
    public static boolean isBusy(SQLException fault) {
        return code(fault) == SQLiteErrorCode.SQLITE_BUSY.code || code(fault) == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    /** Whether it is the matter of a database that was there before: locked by another, or damaged. */
    static boolean isOfWhatIsThere(SQLException fault) {
        return isBusy(fault)
                || code(fault) == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code(fault) == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /**
     * The words.
     *
     * @param file the database
     * @param fault what was thrown
     * @return an exception to throw, with the fault as its cause
     */
    public static TracksideException of(Path file, Throwable fault) {
        if (fault instanceof TracksideException told) {
            return told;
        }
        return new TracksideException(words(file, fault), fault);
    }

    private static String words(Path file, Throwable fault) {
        for (Throwable one = fault; one != null; one = one.getCause()) {
            if (one instanceof NativeLibraryNotFoundException || one instanceof LinkageError) {
                return "SQLite cannot be loaded on this machine, so there is no history in %s: %s. Its library is unpacked into java.io.tmpdir, which must be writable and allow execution; -Dorg.sqlite.tmpdir=FOLDER names another."
                        .formatted(file, one.getMessage());
            }
        }
        if (fault instanceof SQLException sql) {
            // The lower byte of a code says what, the others say where.
            SQLiteErrorCode basic = SQLiteErrorCode.getErrorCode(code(sql));
            return switch (basic) {
                case SQLITE_FULL ->
                    "The disk of %s is full, so the history is not written any more. Make room, or name a file on another disk by plugins.history.file."
                            .formatted(file);
                case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                    "%s cannot be opened for writing (%s). Make its folder writable, or name another file by plugins.history.file."
                            .formatted(file, sql.getMessage());
                case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    "%s is damaged (%s). It stays as it is: save what \"sqlite3 FILE .recover\" finds in it, move it away, and a new one is begun."
                            .formatted(file, sql.getMessage());
                case SQLITE_BUSY, SQLITE_LOCKED ->
                    "Another program keeps %s locked. End what holds it, or name another file by plugins.history.file."
                            .formatted(file);
                default ->
                    "%s cannot be used: %s. See docs/plugins/history.md, or name another file by plugins.history.file."
                            .formatted(file, sql.getMessage());
            };
        }
        if (fault instanceof AccessDeniedException denied) {
            return "%s may not be written, so there is no history in %s. Make it writable, or name another file by plugins.history.file."
                    .formatted(denied.getFile(), file);
        }
        if (fault instanceof IOException) {
            return "The folder of %s cannot be made or read (%s). Make it usable, or name another file by plugins.history.file."
                    .formatted(file, fault);
        }
        return "The history %s cannot be used: %s".formatted(file, fault);
    }

    private static int code(SQLException fault) {
        int code = fault instanceof SQLiteException sqlite ? sqlite.getResultCode().code : fault.getErrorCode();
        return code & 0xff;
    }
}
