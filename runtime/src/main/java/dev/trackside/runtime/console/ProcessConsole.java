package dev.trackside.runtime.console;

import dev.trackside.Console;

/** A console over the standard output and the standard error of the process. Usable from any thread. */
public interface ProcessConsole extends Console, AutoCloseable {

    /**
     * Prints a line to standard error, without harm to the live region on standard output.
     *
     * @param text a text
     */
    void error(String text);

    /**
     * Takes note of a terminal that has another width now.
     *
     * @param columns its width
     */
    default void resized(int columns) {
        // Nothing else than a terminal can be pulled wider.
    }

    /** Ends the live region, so that what comes next begins on a line of its own. Lines can still be printed. */
    @Override
    void close();
}
