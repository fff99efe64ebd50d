package dev.trackside.runtime.console;

import java.io.PrintStream;

/**
 * Prints lines to a terminal above one live region, which is redrawn in place.
 *
 * <p>The terminal is told not to wrap while the live region is drawn, so a window that is narrower than {@link #width}, until {@link #resized}
 * says so, cuts it and nothing else happens. Each change is one write, so that nothing flickers.
 */
public final class TerminalConsole implements ProcessConsole {

    private static final String ERASE = "\r\u001b[2K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final PrintStream err;
    private volatile int width;
    private final Object lock = new Object();
    /** What the live region would show if there were room enough; empty if there is none. */
    private String live = "";

    /**
     * Creates a console.
     *
     * @param out the terminal
     * @param err where errors go: the same terminal or something else
     * @param width the width of the terminal in columns
     */
    public TerminalConsole(PrintStream out, PrintStream err, int width) {
        this.out = out;
        this.err = err;
        this.width = width;
    }

    @Override
    public void line(String text) {
        synchronized (lock) {
            write(erased() + text + System.lineSeparator() + drawn());
        }
    }

    @Override
    public void error(String text) {
        synchronized (lock) {
            write(erased());
            err.println(text);
            err.flush();
            write(drawn());
        }
    }

    @Override
    public void live(String text) {
        synchronized (lock) {
            if (!text.equals(live)) {
                live = text;
                write(erased() + drawn());
            }
        }
    }

    @Override
    public void resized(int columns) {
        synchronized (lock) {
            width = columns;
            if (!live.isEmpty()) {
                write(erased() + drawn());
            }
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!live.isEmpty()) {
                write(System.lineSeparator());
                live = "";
            }
            err.flush();
        }
    }

    /** Also without a live region: the terminal may have echoed a key there, {@code ^C} for one. */
    private static String erased() {
        return ERASE;
    }

    private String drawn() {
        // One column stays free: some terminals wrap as soon as the last one is filled.
        return live.isEmpty() ? "" : NO_WRAP + DisplayWidth.cut(live, width - 1) + WRAP;
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
