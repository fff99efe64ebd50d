package dev.trackside;

/**
 * The one writer to the terminal, so that lines and a live region do not fight. A service; usable from any thread.
 *
 * @since 0.1
 */
public interface Console {

    /**
     * Prints a line, above the live region if there is one.
     *
     * @param text a text without line ends
     */
    void line(String text);

    /**
     * Shows a text in the live region, in place of what is there. Does nothing if the output is not {@link #interactive}.
     *
     * @param text a text without line ends, cut at {@link #width}; empty takes the live region away
     */
    void live(String text);

    /**
     * Whether a person looks on: the output is a terminal that can redraw a line.
     *
     * @return false in a pipe, a file, or continuous integration
     */
    boolean interactive();

    /**
     * The width of the terminal.
     *
     * @return columns; 80 if it is not known
     */
    int width();
}
