package dev.trackside.runtime.console;

import java.io.PrintStream;

/** Prints lines and nothing else: for pipes, files and continuous integration. */
public final class PlainConsole implements ProcessConsole {

    private final PrintStream out;
    private final PrintStream err;
    private final int width;
    private final Object lock = new Object();

    /**
     * Creates a console.
     *
     * @param out where lines go
     * @param err where errors go
     * @param width what it says it is wide, in columns
     */
    public PlainConsole(PrintStream out, PrintStream err, int width) {
        this.out = out;
        this.err = err;
        this.width = width;
    }

    @Override
    public void line(String text) {
        print(out, text);
    }

    @Override
    public void error(String text) {
        print(err, text);
    }

    @Override
    public void live(String text) {
        // Nobody looks on.
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }

    private void print(PrintStream stream, String text) {
        synchronized (lock) {
            stream.println(text);
            stream.flush();
        }
    }
}
