package dev.trackside.testkit;

import dev.trackside.Console;
import java.util.ArrayList;
import java.util.List;

/**
 * A console that keeps what is written to it. It refuses texts with line ends, and has a live region only if it is interactive. Texts are kept as
 * they were given: a real terminal cuts the live region at its width, and a test may want to see what would be lost. Usable from any thread.
 *
 * @since 0.1
 */
public final class RecordingConsole implements Console {

    /** The width of a console that is given none. */
    public static final int WIDTH = 80;

    private final boolean interactive;
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final List<String> liveTexts = new ArrayList<>();

    private RecordingConsole(boolean interactive, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a console has at least one column, not " + width);
        }
        this.interactive = interactive;
        this.width = width;
    }

    /**
     * A console that nobody looks at: a pipe, a file, continuous integration.
     *
     * @return a console that is not interactive, {@value #WIDTH} columns wide
     */
    public static RecordingConsole plain() {
        return new RecordingConsole(false, WIDTH);
    }

    /**
     * A terminal with a person before it.
     *
     * @param width its columns, at least 1
     * @return an interactive console
     */
    public static RecordingConsole interactive(int width) {
        return new RecordingConsole(true, width);
    }

    @Override
    public synchronized void line(String text) {
        lines.add(checked(text));
    }

    @Override
    public synchronized void live(String text) {
        checked(text);
        if (interactive) {
            liveTexts.add(text);
        }
    }

    private static String checked(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a text for the console has no line ends, but this has: " + text);
        }
        return text;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public int width() {
        return width;
    }

    /**
     * The lines that were printed.
     *
     * @return a copy, in order
     */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * What the live region has shown, one text after the other.
     *
     * @return a copy, in order; an empty text stands for the region taken away; nothing if the console is not interactive
     */
    public synchronized List<String> liveTexts() {
        return List.copyOf(liveTexts);
    }

    /**
     * What the live region shows now.
     *
     * @return its text; empty if there is none
     */
    public synchronized String live() {
        return liveTexts.isEmpty() ? "" : liveTexts.get(liveTexts.size() - 1);
    }
}
