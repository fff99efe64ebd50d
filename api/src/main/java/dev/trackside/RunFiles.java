package dev.trackside;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder of the run, and the way to hand in artifacts. A service; usable from any thread. An artifact handed in raises {@link OnArtifact}
 * after the current event.
 *
 * @since 0.1
 */
public interface RunFiles {

    /**
     * The folder of the run; created when it is first asked for.
     *
     * @return an absolute path
     */
    Path folder();

    /**
     * Hands in a file that the callback has written.
     *
     * @param name the name of the artifact within the run
     * @param file the file, which must exist
     */
    void artifact(String name, Path file);

    /**
     * Hands in a table; it is written to the folder of the run as {@code NAME.csv}.
     *
     * @param name the name of the artifact within the run: letters, digits, {@code - _ .}
     * @param columns the names of the columns
     * @param rows rows as long as {@code columns}; values are written by their {@code toString}
     */
    void table(String name, List<String> columns, List<? extends List<?>> rows);
}
