package dev.trackside.cli;

import dev.trackside.runtime.console.ProcessConsole;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Sends lines to the log, so that standard output has nothing but that; errors for people go where they always go. */
final class LoggingConsole implements ProcessConsole {

    private static final Logger LINES = LogManager.getLogger("dev.trackside.console");

    private final ProcessConsole console;

    /**
     * Creates it.
     *
     * @param console the console of this process
     */
    LoggingConsole(ProcessConsole console) {
        this.console = console;
    }

    @Override
    public void line(String text) {
        LINES.info("{}", text);
    }

    @Override
    public void live(String text) {
        // A program reads.
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public int width() {
        return console.width();
    }

    @Override
    public void error(String text) {
        console.error(text);
    }

    @Override
    public void close() {
        console.close();
    }
}
