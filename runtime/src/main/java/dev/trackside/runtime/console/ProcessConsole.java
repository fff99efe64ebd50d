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

    /** Ends the live region, so that what comes next begins on a line of its own. Lines can still be printed. */
    @Override
    void close();
}
