package dev.trackside;

import java.nio.file.Path;

/**
 * A file or table that a callback has handed in through {@link RunFiles}.
 *
 * @param name its name within the run, e.g. {@code confusion-matrix}
 * @param kind what it is
 * @param file where it is; tables are CSV files (RFC 4180, UTF-8, a header line)
 * @param callback the id of the callback that handed it in
 * @since 0.1
 */
public record Artifact(String name, Kind kind, Path file, String callback) {

    /** What can be handed in. */
    public enum Kind {
        /** A file of any form. */
        FILE,
        /** A table with named columns. */
        TABLE
    }
}
